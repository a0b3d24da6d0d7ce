//! A connection on a thread of its own.

use std::collections::BTreeMap;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::Duration;

use postgres::config::SslMode;
use postgres::{Client, Config, NoTls, Statement};

use super::address::{Address, Host, Secrecy};
use super::certificate;
use super::fault::{Fault, failed};
use super::options::PostgresOptions;
use crate::StoreError;

type Job = Box<dyn FnOnce(&mut Session) + Send>;

/// A connection on a thread of its own: the client waits on a runtime of its own inside, which a
/// thread of a caller's runtime would not let it. So it is used alike from plain code, from a
/// runtime and from Python; who asks waits.
#[derive(Debug)]
pub(super) struct Connection {
    jobs: Sender<Job>,
    silence: Duration,
}

/// What lives on the thread.
pub(super) struct Session {
    pub(super) client: Client,
    prepared: BTreeMap<String, Statement>,
}

impl Connection {
    pub(super) fn open(
        address: &Address,
        options: &PostgresOptions,
    ) -> Result<Connection, StoreError> {
        Connection::lasting(address, options)?.map_err(|fault| failed("open", address, fault))
    }

    /// The same, with the server's own fault told apart from those of the address.
    pub(super) fn lasting(
        address: &Address,
        options: &PostgresOptions,
    ) -> Result<Result<Connection, Fault>, StoreError> {
        let config = config_of(address, options);
        let trust = match &address.secrecy {
            Secrecy::Open => None,
            Secrecy::Verified(authority) => Some(certificate::trusting(authority)?),
        };
        let spoken = options.spoken();
        let connect = move || {
            let mut client = match trust {
                None => config.connect(NoTls)?,
                Some(trust) => config.connect(trust)?,
            };
            client.batch_execute(&spoken)?;
            Ok(Session {
                client,
                prepared: BTreeMap::new(),
            })
        };
        let (jobs, queue) = channel();
        let (answer, answered) = channel();
        let named = thread::Builder::new().name("ringfence-postgres".to_owned());
        let started = named.spawn(move || match connect() {
            Ok(session) => {
                if answer.send(Ok(())).is_ok() {
                    worked(session, &queue);
                }
            }
            Err(fault) => drop(answer.send(Err(fault))),
        });
        if let Err(fault) = started {
            return Ok(Err(Fault::NoThread(fault)));
        }
        Ok(match answered.recv_timeout(options.connect_within) {
            Ok(Ok(())) => Ok(Connection {
                jobs,
                silence: options.silence(),
            }),
            Ok(Err(fault)) => Err(Fault::Said(fault)),
            Err(RecvTimeoutError::Timeout) => Err(Fault::Silent(options.connect_within)),
            Err(RecvTimeoutError::Disconnected) => Err(Fault::Ended),
        })
    }

    /// Has something done on the connection, and waits for it. Who is not answered in time takes
    /// the connection for lost and must not use it again.
    pub(super) fn run<T: Send + 'static>(
        &self,
        job: impl FnOnce(&mut Session) -> Result<T, postgres::Error> + Send + 'static,
    ) -> Result<T, Fault> {
        let (answer, answered) = channel();
        let sent = self.jobs.send(Box::new(move |session| {
            // Where nobody waits any more, nobody is told.
            let _ = answer.send(job(session));
        }));
        if sent.is_err() {
            return Err(Fault::Ended);
        }
        match answered.recv_timeout(self.silence) {
            Ok(outcome) => outcome.map_err(Fault::Said),
            Err(RecvTimeoutError::Timeout) => Err(Fault::Silent(self.silence)),
            Err(RecvTimeoutError::Disconnected) => Err(Fault::Ended),
        }
    }
}

/// Does what is asked until the store goes; what was begun and not committed goes with it.
fn worked(mut session: Session, queue: &Receiver<Job>) {
    while let Ok(job) = queue.recv() {
        job(&mut session);
    }
}

fn config_of(address: &Address, options: &PostgresOptions) -> Config {
    let mut config = Config::new();
    match &address.host {
        Host::Name(name) => config.host(name),
        Host::Folder(folder) => config.host_path(folder),
    };
    config
        .port(address.port)
        .user(&address.user)
        .dbname(&address.database)
        .application_name("ringfence")
        .connect_timeout(options.connect_within)
        .tcp_user_timeout(options.silence())
        .keepalives_idle(Duration::from_secs(30))
        .keepalives_interval(Duration::from_secs(10))
        .keepalives_retries(3)
        .ssl_mode(match address.secrecy {
            Secrecy::Open => SslMode::Disable,
            Secrecy::Verified(_) => SslMode::Require,
        });
    if let Some(password) = &address.password {
        config.password(password);
    }
    config
}

impl Session {
    /// A statement, prepared once on this connection.
    pub(super) fn prepared(&mut self, sql: &str) -> Result<Statement, postgres::Error> {
        if let Some(statement) = self.prepared.get(sql) {
            return Ok(statement.clone());
        }
        let statement = self.client.prepare(sql)?;
        self.prepared.insert(sql.to_owned(), statement.clone());
        Ok(statement)
    }

    /// Leaves what was begun; where that fails the server does so when the connection ends.
    pub(super) fn roll_back(&mut self) {
        let _ = self.client.batch_execute("ROLLBACK");
    }
}
