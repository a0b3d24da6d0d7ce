//! Books that last: made, opened, verified and copied.

use pyo3::prelude::*;
use pyo3::types::PyDict;
use ringfence_store::{Checkpoint, SigningKey, VerifyingKey, create_at, open_at};

use crate::book::{Book, Kept};
use crate::let_go::LetGo;
use crate::{asked, error};

/// Whether a book is sound, how far it holds, the hash there, and all that stands against it.
type Verified = (bool, u64, String, Vec<String>);

/// A new book at an address: its header, and who says what is posted.
#[pyfunction]
pub(crate) fn create_book(address: &str, header: &Bound<'_, PyDict>) -> PyResult<Book> {
    let py = header.py();
    let (header, actor) = asked::header(header)?;
    let made = py.detach(|| Kept::create(create_at(address)?, header));
    Ok(Book::of(
        made.map_err(|no| error::of_store(py, &no))?,
        actor,
    ))
}

/// The book at an address, as it stands; `how` is `verified` where every entry is to be.
#[pyfunction]
pub(crate) fn open_book(address: &str, said: &Bound<'_, PyDict>, how: &str) -> PyResult<Book> {
    let (py, actor) = (said.py(), asked::actor(said)?);
    let opened = py.detach(|| match how {
        "verified" => Kept::open_verified(open_at(address)?),
        _ => Kept::open(open_at(address)?),
    });
    Ok(Book::of(
        opened.map_err(|no| error::of_store(py, &no))?,
        actor,
    ))
}

/// Follows what others have posted since: how many entries.
#[pyfunction]
pub(crate) fn refresh(book: &Bound<'_, Book>) -> PyResult<u64> {
    let (py, book) = (book.py(), book.get());
    let followed = py.detach(|| book.kept().catch_up());
    followed.map_err(|no| error::of_store(py, &no))
}

/// Keeps the state of a large book, and lets its store go.
#[pyfunction]
pub(crate) fn let_go(book: &Bound<'_, Book>) -> PyResult<()> {
    let (py, book) = (book.py(), book.get());
    let kept = py.detach(|| {
        let mut book = book.kept();
        let kept = book.leave();
        drop(book.moved_to(Box::new(LetGo)));
        kept
    });
    kept.map_err(|no| error::of_store(py, &no))
}

/// Writes a book to a file that can be mailed.
#[pyfunction]
pub(crate) fn snapshot(book: &Bound<'_, Book>, path: &str) -> PyResult<()> {
    let (py, book) = (book.py(), book.get());
    let copied = py.detach(|| book.kept().snapshot(path.as_ref()));
    copied.map_err(|no| error::of_store(py, &no))
}

/// Reads a whole book anew.
#[pyfunction]
pub(crate) fn verify(book: &Bound<'_, Book>, against: Option<&str>) -> PyResult<Verified> {
    let (py, book) = (book.py(), book.get());
    let against = against.map(|text| read(py, text)).transpose()?;
    let found = py.detach(|| book.kept().verify(against.as_ref()));
    let faults = found.faults.iter().map(ToString::to_string).collect();
    let (entry, hash) = (found.head.entry, found.head.hash.to_string());
    Ok((found.is_sound(), entry, hash, faults))
}

/// The checkpoint of a book, as text.
#[pyfunction]
pub(crate) fn checkpoint(book: &Bound<'_, Book>, origin: &str) -> PyResult<String> {
    let (py, book) = (book.py(), book.get());
    let made = py.detach(|| book.kept().checkpoint(origin));
    let made = made.map_err(|no| error::checkpoint(py, &no))?;
    Ok(made.to_string())
}

/// The origin, size and head of a checkpoint.
#[pyfunction]
pub(crate) fn read_checkpoint(py: Python<'_>, text: &str) -> PyResult<(String, u64, String)> {
    let read = read(py, text)?;
    Ok((
        read.origin().to_owned(),
        read.size(),
        read.head().to_string(),
    ))
}

/// A checkpoint with one more signature.
#[pyfunction]
pub(crate) fn sign_checkpoint(
    py: Python<'_>,
    text: &str,
    name: &str,
    secret: &str,
) -> PyResult<(String, String)> {
    let checkpoint = read(py, text)?;
    let key = SigningKey::read(name, secret).map_err(|no| error::checkpoint(py, &no))?;
    let signed = checkpoint.signed(&key);
    Ok((signed.to_string(), key.verifying_key().to_string()))
}

/// Whether a key has signed a checkpoint: raises where not.
#[pyfunction]
pub(crate) fn verify_checkpoint(py: Python<'_>, text: &str, key: &str) -> PyResult<()> {
    let checkpoint = read(py, text)?;
    let key: VerifyingKey = key.parse().map_err(|no| error::checkpoint(py, &no))?;
    let verified = checkpoint.verified_by(&key);
    verified.map_err(|no| error::checkpoint(py, &no))
}

fn read(py: Python<'_>, text: &str) -> PyResult<Checkpoint> {
    text.parse().map_err(|no| error::checkpoint(py, &no))
}
