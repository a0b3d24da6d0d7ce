//! What a server says, as a store says it.

use std::error::Error;
use std::fmt;
use std::time::Duration;

use postgres::error::{DbError, SqlState};
use rustls::CertificateError;

use super::address::{Address, Secrecy};
use crate::{Again, Applied, Failure, StoreError};

/// Why something did not come back from a connection.
#[derive(Debug)]
pub(super) enum Fault {
    /// The server, or the way to it, said so.
    Said(postgres::Error),
    /// The server said nothing for so long.
    Silent(Duration),
    /// The connection has ended.
    Ended,
    /// The system gives no thread.
    NoThread(std::io::Error),
}

/// A fault in words that a person can act on.
#[derive(Debug)]
struct Told {
    sentence: String,
    source: Option<postgres::Error>,
}

impl Fault {
    /// Whether the connection is gone, and another one may be had.
    pub(super) fn is_lost(&self) -> bool {
        match self {
            Fault::Silent(_) | Fault::Ended => true,
            Fault::NoThread(_) => false,
            Fault::Said(fault) => match fault.as_db_error() {
                Some(said) => is_ending(said),
                None => fault.is_closed() || cause::<std::io::Error>(fault).is_some_and(is_way),
            },
        }
    }

    /// Whether a commit that ended so may have been kept: only a plain error says that it was not.
    pub(super) fn leaves_doubt(&self) -> bool {
        match self {
            Fault::Said(fault) => fault.as_db_error().is_none_or(is_ending),
            Fault::Silent(_) | Fault::Ended => true,
            Fault::NoThread(_) => false,
        }
    }

    pub(super) fn code(&self) -> Option<&SqlState> {
        match self {
            Fault::Said(fault) => fault.code(),
            _ => None,
        }
    }

    /// The constraint that stood against it.
    pub(super) fn constraint(&self) -> Option<&str> {
        match self {
            Fault::Said(fault) => fault.as_db_error().and_then(DbError::constraint),
            _ => None,
        }
    }
}

/// Whether the server ended the connection with what it said, or lets nobody in just now.
fn is_ending(said: &DbError) -> bool {
    let code = said.code();
    let ends = [
        SqlState::ADMIN_SHUTDOWN,
        SqlState::CRASH_SHUTDOWN,
        SqlState::CANNOT_CONNECT_NOW,
        SqlState::TOO_MANY_CONNECTIONS,
        SqlState::IDLE_IN_TRANSACTION_SESSION_TIMEOUT,
    ];
    ends.contains(code) || code.code().starts_with("08")
}

/// A fault of TLS comes as one of the system, too; trying again would not mend it.
fn is_way(fault: &std::io::Error) -> bool {
    tls_fault(fault).is_none()
}

fn tls_fault(fault: &std::io::Error) -> Option<&rustls::Error> {
    fault.get_ref().and_then(|inner| inner.downcast_ref())
}

/// What lies behind a fault, of one kind.
fn cause<E: Error + 'static>(fault: &postgres::Error) -> Option<&E> {
    let mut next = fault.source();
    while let Some(it) = next {
        if let Some(found) = it.downcast_ref() {
            return Some(found);
        }
        next = it.source();
    }
    None
}

/// The fault of something that was tried and has changed nothing.
pub(super) fn failed(what: &str, address: &Address, fault: Fault) -> StoreError {
    failure(what, address, fault, Applied::No).into()
}

/// The fault of a commit: where the server did not answer, nobody can tell what it holds.
pub(super) fn failed_to_commit(what: &str, address: &Address, fault: Fault) -> StoreError {
    let applied = if fault.leaves_doubt() {
        Applied::Perhaps
    } else {
        Applied::No
    };
    failure(what, address, fault, applied).into()
}

fn failure(what: &str, address: &Address, fault: Fault, applied: Applied) -> Failure {
    let passes = [
        SqlState::LOCK_NOT_AVAILABLE,
        SqlState::QUERY_CANCELED,
        SqlState::T_R_SERIALIZATION_FAILURE,
        SqlState::T_R_DEADLOCK_DETECTED,
    ];
    let passes = fault.code().is_some_and(|code| passes.contains(code));
    let again = if fault.is_lost() || passes {
        Again::AsItStands
    } else {
        Again::OnceMended
    };
    let sentence = sentence(address, &fault);
    let source = match fault {
        Fault::Said(fault) => Some(fault),
        _ => None,
    };
    Failure {
        what: format!("{what} {address}"),
        applied,
        again,
        source: Box::new(Told { sentence, source }),
    }
}

fn sentence(address: &Address, fault: &Fault) -> String {
    match fault {
        Fault::Silent(time) => format!("the server said nothing for {} s", time.as_secs()),
        Fault::Ended => "the connection has ended".to_owned(),
        Fault::NoThread(fault) => format!("the system gives no thread: {fault}"),
        Fault::Said(fault) => match fault.as_db_error() {
            Some(said) => said_by_server(address, said),
            None => said_on_the_way(address, fault),
        },
    }
}

fn said_by_server(address: &Address, said: &DbError) -> String {
    let Address { user, database, .. } = address;
    let (code, message) = (said.code(), said.message());
    let advice = if *code == SqlState::INVALID_PASSWORD {
        format!("the user {user} or its password is wrong")
    } else if *code == SqlState::INVALID_AUTHORIZATION_SPECIFICATION {
        format!("the server does not let the user {user} in: make the role, or name another")
    } else if *code == SqlState::INVALID_CATALOG_NAME {
        format!("create the database first: createdb {database}")
    } else if *code == SqlState::INSUFFICIENT_PRIVILEGE {
        format!(
            "the role {user} may not: as the owner of the tables give it what a writer needs, \
             PostgresStore::grant"
        )
    } else if *code == SqlState::LOCK_NOT_AVAILABLE {
        "another writer keeps its turn for longer than this one is patient".to_owned()
    } else if *code == SqlState::QUERY_CANCELED {
        "the server took longer than it may, or somebody stopped it".to_owned()
    } else if *code == SqlState::READ_ONLY_SQL_TRANSACTION {
        "this server only reads: name the one that is written to".to_owned()
    } else if *code == SqlState::DISK_FULL {
        "the disk of the server is full: make room".to_owned()
    } else {
        return format!("{message} ({})", code.code());
    };
    format!("{advice} ({message})")
}

fn said_on_the_way(address: &Address, fault: &postgres::Error) -> String {
    if let Some(io) = cause::<std::io::Error>(fault) {
        return match tls_fault(io) {
            Some(tls) => said_of_certificate(address, tls),
            None => format!("nothing answers there, or no longer ({io}): is the server running?"),
        };
    }
    match fault.source().map(ToString::to_string) {
        Some(source) if source.contains("does not support TLS") => {
            "the server offers no TLS: turn it on there, or say sslmode=disable where the \
             network is your own"
                .to_owned()
        }
        Some(source) => format!("{fault}: {source}"),
        None => fault.to_string(),
    }
}

fn said_of_certificate(address: &Address, fault: &rustls::Error) -> String {
    let authority = match &address.secrecy {
        Secrecy::Verified(file) => file.display().to_string(),
        Secrecy::Open => String::new(),
    };
    match fault {
        rustls::Error::InvalidCertificate(
            CertificateError::UnknownIssuer | CertificateError::BadSignature,
        ) => format!(
            "the certificate of the server is not signed by the authority in {authority}: name \
             the right one, and do not go on if you know none"
        ),
        rustls::Error::InvalidCertificate(
            CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. },
        ) => "the certificate of the server is for another host name: name the host as its \
              certificate does"
            .to_owned(),
        other => format!("no TLS with the server: {other}"),
    }
}

impl fmt::Display for Told {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.sentence)
    }
}

impl Error for Told {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.source.as_ref().map(|it| it as _)
    }
}

/// The fault of a database that is no place for a book of this version.
pub(super) fn not_a_book(address: &Address, found: &str, wanted: &str) -> StoreError {
    StoreError::NotABook {
        place: address.to_string(),
        found: found.to_owned(),
        wanted: wanted.to_owned(),
    }
}
