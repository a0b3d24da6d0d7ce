//! Where a book is: server, database, book.

use std::fmt;
use std::path::PathBuf;

use crate::StoreError;

/// How an address looks.
const FORM: &str = "write postgresql://user:password@host:5432/database?book=powys";

/// Where a book is. Nothing that is printed of it has the password.
#[derive(Clone)]
pub(super) struct Address {
    pub(super) host: Host,
    pub(super) port: u16,
    pub(super) user: String,
    pub(super) password: Option<String>,
    pub(super) database: String,
    /// Nothing where the whole database is meant.
    pub(super) book: Option<String>,
    pub(super) schema: String,
    pub(super) secrecy: Secrecy,
}

/// Where a server listens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Host {
    Name(String),
    Folder(PathBuf),
}

/// Whether what goes over the wire can be read on the way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Secrecy {
    Open,
    /// By TLS: the certificate must be signed by this authority, and name the host.
    Verified(PathBuf),
}

/// What stands after the question mark.
#[derive(Default)]
struct Asked {
    book: Option<String>,
    schema: Option<String>,
    mode: Option<String>,
    authority: Option<String>,
}

impl Address {
    pub(super) fn read(url: &str) -> Result<Address, StoreError> {
        let rest = ["postgresql://", "postgres://"];
        let rest = rest.iter().find_map(|scheme| url.strip_prefix(scheme));
        let rest = rest.ok_or_else(|| faulty("it does not begin with postgresql://", FORM))?;
        let (place, asked) = rest.split_once('?').unwrap_or((rest, ""));
        let asked = Asked::read(asked)?;
        let (server, database) = place.split_once('/').unwrap_or((place, ""));
        let (login, server) = server.rsplit_once('@').unwrap_or(("", server));
        let (user, password) = match login.split_once(':') {
            Some((user, password)) => (user, Some(plain(password)?)),
            None => (login, None),
        };
        let (host, port) = host_and_port(server)?;
        let secrecy = asked.secrecy(&host)?;
        let address = Address {
            host,
            port,
            user: plain(user)?,
            password,
            database: plain(database)?,
            book: asked.book,
            schema: asked.schema.unwrap_or_else(|| "ringfence".to_owned()),
            secrecy,
        };
        for (part, name) in [(&address.user, "user"), (&address.database, "database")] {
            if part.is_empty() {
                return Err(faulty(&format!("it names no {name}"), FORM));
            }
        }
        Ok(address)
    }

    /// The book that an address names.
    pub(super) fn book(&self) -> Result<&str, StoreError> {
        let book = self.book.as_deref();
        book.ok_or_else(|| faulty("it names no book", "add ?book=powys, or the name of yours"))
    }
}

impl Asked {
    fn read(text: &str) -> Result<Asked, StoreError> {
        let mut asked = Asked::default();
        for pair in text.split('&').filter(|pair| !pair.is_empty()) {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            let value = plain(value)?;
            let place = match name {
                "book" => &mut asked.book,
                "schema" => &mut asked.schema,
                "sslmode" => &mut asked.mode,
                "sslrootcert" => &mut asked.authority,
                _ => {
                    let found = format!("it asks for {name:?}, which is not known");
                    let wanted = "it may ask for book, schema, sslmode and sslrootcert";
                    return Err(faulty(&found, wanted));
                }
            };
            if place.replace(value).is_some() {
                let found = format!("it says {name} twice");
                return Err(faulty(&found, "say it once"));
            }
        }
        asked.names_are_plain()?;
        Ok(asked)
    }

    fn names_are_plain(&self) -> Result<(), StoreError> {
        let is_book = |it: char| it.is_ascii_alphanumeric() || "-_.".contains(it);
        if let Some(book) = &self.book
            && (book.is_empty() || book.len() > 64 || !book.chars().all(is_book))
        {
            let found = format!("the book {book:?} has no plain name");
            let wanted = "a book has 1 to 64 letters, digits, hyphens, dots and underscores";
            return Err(faulty(&found, wanted));
        }
        let is_schema = |it: char| it.is_ascii_lowercase() || it.is_ascii_digit() || it == '_';
        if let Some(schema) = &self.schema
            && (schema.is_empty() || schema.len() > 63 || !schema.chars().all(is_schema))
        {
            let found = format!("the schema {schema:?} has no plain name");
            let wanted = "a schema has 1 to 63 small letters, digits and underscores";
            return Err(faulty(&found, wanted));
        }
        Ok(())
    }

    fn secrecy(&self, host: &Host) -> Result<Secrecy, StoreError> {
        let is_open = match (self.mode.as_deref(), host) {
            (Some("disable"), _) | (None, Host::Folder(_)) => true,
            (Some("verify-full"), Host::Folder(folder)) => {
                let found = format!("{} is a folder, where TLS has no use", folder.display());
                return Err(faulty(&found, "leave sslmode out"));
            }
            (Some("verify-full"), Host::Name(_)) => false,
            (None, Host::Name(name)) => is_loopback(name),
            (Some(other), _) => {
                let found = format!("sslmode={other} is not offered");
                let wanted = "say sslmode=verify-full, or sslmode=disable on a network of your \
                              own: what lies between encrypts and does not say to whom";
                return Err(faulty(&found, wanted));
            }
        };
        match (is_open, &self.authority) {
            (true, None) => Ok(Secrecy::Open),
            (false, Some(file)) => Ok(Secrecy::Verified(file.into())),
            (true, Some(_)) => {
                let found = "it names an authority (sslrootcert) and asks for no TLS";
                Err(faulty(found, "add sslmode=verify-full"))
            }
            (false, None) => {
                let found = "it asks for TLS and names no authority that signs the certificate";
                let wanted = "add sslrootcert=/path/of/the/authority.pem; on a network of your \
                              own, sslmode=disable";
                Err(faulty(found, wanted))
            }
        }
    }
}

fn is_loopback(name: &str) -> bool {
    let address = name.parse::<std::net::IpAddr>();
    name == "localhost" || address.is_ok_and(|address| address.is_loopback())
}

fn host_and_port(server: &str) -> Result<(Host, u16), StoreError> {
    let (host, port) = match server.strip_prefix('[').and_then(|it| it.split_once(']')) {
        Some((host, rest)) => (host, rest.strip_prefix(':')),
        None => match server.rsplit_once(':') {
            Some((host, port)) => (host, Some(port)),
            None => (server, None),
        },
    };
    let host = plain(host)?;
    if host.is_empty() || host.contains(',') {
        return Err(faulty("it does not name one host", FORM));
    }
    let port = match port {
        None => 5432,
        Some(port) => port.parse().map_err(|_| {
            let found = format!("the port {port:?} is no number from 1 to 65535");
            faulty(&found, FORM)
        })?,
    };
    let host = if host.starts_with('/') {
        Host::Folder(host.into())
    } else {
        Host::Name(host)
    };
    Ok((host, port))
}

/// What `%2F` and the like stand for.
fn plain(text: &str) -> Result<String, StoreError> {
    let wrong = || {
        let wanted = "a % is followed by two hexadecimal digits, as in %40 for @";
        faulty("a part of it is not rightly written", wanted)
    };
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte != b'%' {
            bytes.push(byte);
            continue;
        }
        let digit = |byte: Option<u8>| byte.and_then(|byte| (byte as char).to_digit(16));
        let (Some(high), Some(low)) = (digit(rest.next()), digit(rest.next())) else {
            return Err(wrong());
        };
        bytes.push((high * 16 + low) as u8);
    }
    let text = String::from_utf8(bytes).map_err(|_| wrong())?;
    if text.contains('\0') {
        return Err(wrong());
    }
    Ok(text)
}

fn faulty(found: &str, wanted: &str) -> StoreError {
    StoreError::NotABook {
        place: "the address of a database".to_owned(),
        found: found.to_owned(),
        wanted: wanted.to_owned(),
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(book) = &self.book {
            write!(f, "the book {book} at ")?;
        }
        match &self.host {
            Host::Name(name) => write!(f, "{name}:{}", self.port)?,
            Host::Folder(folder) => write!(f, "{}:{}", folder.display(), self.port)?,
        }
        write!(f, "/{} as {}", self.database, self.user)
    }
}

impl fmt::Debug for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Address({self})")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fault(url: &str) -> String {
        Address::read(url)
            .and_then(|it| it.book().map(|_| ()))
            .expect_err(url)
            .to_string()
    }

    #[test]
    fn an_address_has_its_parts() {
        let url = "postgresql://w%40x:p%3Aw@db.example:6543/ledger?book=powys&schema=money\
                   &sslmode=verify-full&sslrootcert=/etc/ca.pem";
        let it = Address::read(url).expect("a whole address");
        assert_eq!(it.host, Host::Name("db.example".to_owned()));
        assert_eq!((it.port, it.user.as_str()), (6543, "w@x"));
        assert_eq!(it.password.as_deref(), Some("p:w"));
        assert_eq!(
            (it.database.as_str(), it.schema.as_str()),
            ("ledger", "money")
        );
        assert_eq!(it.secrecy, Secrecy::Verified("/etc/ca.pem".into()));
        let said = format!("{it} {it:?}");
        assert!(said.starts_with("the book powys at db.example:6543/ledger as w@x"));
        assert!(!said.contains("p:w"), "{said}");
    }

    #[test]
    fn loopback_and_folders_need_no_tls() {
        for server in ["localhost", "127.0.0.1", "[::1]", "%2Frun%2Fpostgresql"] {
            let it = Address::read(&format!("postgresql://u@{server}/d?book=b"));
            let it = it.expect(server);
            assert_eq!((it.secrecy, it.port), (Secrecy::Open, 5432), "{server}");
        }
    }

    #[test]
    fn each_fault_of_an_address_is_told() {
        for (url, wanted) in [
            ("mysql://u@h/d", "begin with postgresql://"),
            ("postgresql://u@localhost/d", "names no book"),
            ("postgresql://u@localhost/?book=b", "names no database"),
            ("postgresql://localhost/d?book=b", "names no user"),
            ("postgresql://u@/d?book=b", "one host"),
            ("postgresql://u@a,b/d?book=b", "one host"),
            ("postgresql://u@localhost:x/d?book=b", "the port \"x\""),
            ("postgresql://u@localhost/d?book=a%20b", "no plain name"),
            ("postgresql://u@localhost/d?book=a&schema=A", "schema \"A\""),
            ("postgresql://u@localhost/d?book=a&book=b", "book twice"),
            (
                "postgresql://u@localhost/d?book=a&user=x",
                "\"user\", which is not known",
            ),
            (
                "postgresql://u@h/d?book=b&sslmode=require",
                "sslmode=require is not offered",
            ),
            (
                "postgresql://u@h/d?book=b&sslmode=prefer",
                "sslmode=prefer is not offered",
            ),
            ("postgresql://u@h/d?book=b", "names no authority"),
            (
                "postgresql://u@localhost/d?book=b&sslrootcert=/x",
                "asks for no TLS",
            ),
            (
                "postgresql://u@%2Frun/d?book=b&sslmode=verify-full",
                "TLS has no use",
            ),
            (
                "postgresql://u:se%ret@localhost/d?book=b",
                "not rightly written",
            ),
        ] {
            let fault = fault(url);
            assert!(fault.contains(wanted), "{url}: {fault}");
            assert!(!fault.contains("se%ret"), "{fault}");
        }
    }
}
