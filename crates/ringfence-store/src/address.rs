//! A store by its address.

use std::ffi::OsStr;

use crate::{Store, StoreError};

/// A store of any kind.
pub type AnyStore = Box<dyn Store + Send>;

/// Opens the store at an address: the path of a SQLite file, or a `postgresql://` address.
///
/// ```
/// let fault = ringfence_store::open_at("no/such/file").err().map(|no| no.to_string());
/// assert!(fault.is_some_and(|it| it.contains("there is no such file")));
/// ```
///
/// # Errors
/// Where no book can be opened there, or this version was built without what it needs.
pub fn open_at(address: impl AsRef<OsStr>) -> Result<AnyStore, StoreError> {
    match Kind::of(address.as_ref()) {
        Kind::Server => on_a_server(address.as_ref(), Doing::Open),
        Kind::File => in_a_file(address.as_ref(), Doing::Open),
    }
}

/// Makes the store of a new book at an address, as [`open_at`] opens one.
///
/// ```
/// use ringfence_store::create_at;
///
/// assert!(create_at("no/such/folder/aberwen.ringfence").is_err());
/// assert!(create_at("postgresql://writer@localhost/ledgers").is_err()); // it names no book
/// ```
///
/// # Errors
/// Where a book stands there already, or none can be made.
pub fn create_at(address: impl AsRef<OsStr>) -> Result<AnyStore, StoreError> {
    match Kind::of(address.as_ref()) {
        Kind::Server => on_a_server(address.as_ref(), Doing::Create),
        Kind::File => in_a_file(address.as_ref(), Doing::Create),
    }
}

enum Kind {
    Server,
    File,
}

impl Kind {
    fn of(address: &OsStr) -> Kind {
        let schemes = ["postgresql://", "postgres://"];
        let text = address.to_str().unwrap_or_default();
        match schemes.iter().any(|scheme| text.starts_with(scheme)) {
            true => Kind::Server,
            false => Kind::File,
        }
    }
}

#[derive(Clone, Copy)]
enum Doing {
    Open,
    Create,
}

#[cfg(feature = "sqlite")]
fn in_a_file(path: &OsStr, doing: Doing) -> Result<AnyStore, StoreError> {
    let path = std::path::Path::new(path);
    Ok(match doing {
        Doing::Open => Box::new(begun(crate::SqliteStore::open(path)?, || {
            path.display().to_string()
        })?),
        Doing::Create => Box::new(crate::SqliteStore::create(path)?),
    })
}

#[cfg(not(feature = "sqlite"))]
fn in_a_file(path: &OsStr, doing: Doing) -> Result<AnyStore, StoreError> {
    match doing {
        Doing::Open | Doing::Create => Err(not_built(path, "sqlite")),
    }
}

#[cfg(feature = "postgres")]
fn on_a_server(address: &OsStr, doing: Doing) -> Result<AnyStore, StoreError> {
    // It was text, or it would not have begun as it did.
    let address = address.to_str().unwrap_or_default();
    Ok(match doing {
        Doing::Open => {
            let store = crate::PostgresStore::open(address)?;
            let place = store.place();
            Box::new(begun(store, || place)?)
        }
        Doing::Create => Box::new(crate::PostgresStore::create(address)?),
    })
}

/// A store whose book has begun, or the place that holds none.
#[cfg(any(feature = "postgres", feature = "sqlite"))]
fn begun<S: Store>(store: S, place: impl FnOnce() -> String) -> Result<S, StoreError> {
    match store.header()? {
        Some(_) => Ok(store),
        None => Err(StoreError::NotABook {
            place: place(),
            found: "it holds no book yet".to_owned(),
            wanted: "create one, or name another".to_owned(),
        }),
    }
}

#[cfg(not(feature = "postgres"))]
fn on_a_server(address: &OsStr, doing: Doing) -> Result<AnyStore, StoreError> {
    match doing {
        Doing::Open | Doing::Create => Err(not_built(address, "postgres")),
    }
}

/// The fault of an address that this build knows nothing of; its words are not shown, as they
/// may hold a password.
#[cfg(not(all(feature = "postgres", feature = "sqlite")))]
fn not_built(address: &OsStr, feature: &str) -> StoreError {
    let place = match Kind::of(address) {
        Kind::Server => "the address of a server".to_owned(),
        Kind::File => address.to_string_lossy().into_owned(),
    };
    StoreError::NotABook {
        place,
        found: "this version was built without that kind of store".to_owned(),
        wanted: format!("build ringfence-store with its feature `{feature}`"),
    }
}
