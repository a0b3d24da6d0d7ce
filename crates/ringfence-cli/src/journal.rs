//! `ringfence verify`, `checkpoint`, `snapshot`, `export` and `import`: a book that lasts.

use std::fs::File;
use std::io::{BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};

use clap::Args;
use ringfence_formats::journal_lines;
use ringfence_store::{AnyStore, Book, Checkpoint, create_at, open_at};

use crate::answer::Answer;
use crate::failure::Failure;

/// Which book, and what it is held against.
#[derive(Debug, Args)]
pub(crate) struct Verify {
    /// The file of a book, or `postgresql://user@host:port/database?book=name`.
    book: String,
    /// A file with a checkpoint that was published: without one a journal that lost its end looks
    /// like one that never had it.
    #[arg(long)]
    against: Option<PathBuf>,
}

/// Which book, and what it is called.
#[derive(Debug, Args)]
pub(crate) struct Published {
    /// The file of a book, or the address of one on a server.
    book: String,
    /// What it is called in public.
    #[arg(long, default_value = Checkpoint::ORIGIN)]
    origin: String,
}

/// From where to where.
#[derive(Debug, Args)]
pub(crate) struct Copied {
    /// From where.
    from: String,
    /// To where: nothing may stand there yet.
    to: String,
}

/// Reads a whole book anew, and says all that stands against it.
pub(crate) fn verify(asked: &Verify) -> Answer {
    match verified(asked) {
        Ok(answer) => answer,
        Err(failure) => Answer::Faults(format!("{failure}\n")),
    }
}

fn verified(asked: &Verify) -> Result<Answer, Failure> {
    let against = asked.against.as_deref().map(checkpoint_in).transpose()?;
    let book = Book::open(open_at(&asked.book)?)?;
    let found = book.verify(against.as_ref());
    let (entries, hash) = (found.head.entry, found.head.hash);
    if found.is_sound() {
        let to = against.map_or(String::new(), |it| {
            format!(
                "\nit is the journal of the checkpoint at entry {}",
                it.size()
            )
        });
        let text = format!("all {entries} entries hold; the head is {hash}{to}\n");
        return Ok(Answer::Well(text));
    }
    let faults: Vec<String> = found.faults.iter().map(ToString::to_string).collect();
    let text = format!("{}\nup to entry {entries} all holds\n", faults.join("\n"));
    Ok(Answer::Faults(text))
}

fn checkpoint_in(file: &Path) -> Result<Checkpoint, Failure> {
    let text = std::fs::read_to_string(file).map_err(|fault| unreadable(file, fault))?;
    text.parse().map_err(|fault| Failure::Checkpoint {
        file: file.display().to_string(),
        fault,
    })
}

fn unreadable(file: &Path, fault: std::io::Error) -> Failure {
    let file = file.display().to_string();
    Failure::Unreadable { file, fault }
}

/// Says what a journal is now, to be published.
pub(crate) fn checkpoint(asked: &Published) -> Answer {
    let made = opened(&asked.book).and_then(|book| {
        let made = book.checkpoint(&asked.origin);
        made.map_err(|fault| Failure::Checkpoint {
            file: "--origin".to_owned(),
            fault,
        })
    });
    answered(made.map(|it| it.to_string()))
}

/// Writes a book to a file that can be mailed.
pub(crate) fn snapshot(asked: &Copied) -> Answer {
    let copied = opened(&asked.from).and_then(|book| {
        book.snapshot(asked.to.as_ref())?;
        Ok(format!(
            "{} has all {} entries\n",
            asked.to,
            book.ledger().head().entry
        ))
    });
    answered(copied)
}

/// Writes a journal as JSON Lines, with the same bytes and hashes.
pub(crate) fn export(asked: &Copied) -> Answer {
    answered(exported(asked))
}

fn exported(asked: &Copied) -> Result<String, Failure> {
    let book = opened(&asked.from)?;
    let to = Path::new(&asked.to);
    let file = File::create_new(to).map_err(|fault| unreadable(to, fault))?;
    let mut file = BufWriter::new(file);
    let entries = book.entries()?;
    journal_lines::write(book.ledger().header(), &entries, &mut file)
        .and_then(|()| file.flush())
        .and_then(|()| file.get_ref().sync_all())
        .map_err(|fault| unreadable(to, fault))?;
    Ok(format!("{} has all {} entries\n", asked.to, entries.len()))
}

/// Makes a book of a journal that was exported: all of it, or nothing.
pub(crate) fn import(asked: &Copied) -> Answer {
    answered(imported(asked))
}

fn imported(asked: &Copied) -> Result<String, Failure> {
    let from = Path::new(&asked.from);
    let file = File::open(from).map_err(|fault| unreadable(from, fault))?;
    let read = journal_lines::read(BufReader::new(file));
    let (header, entries) = read.map_err(|faults| Failure::Journal {
        file: asked.from.clone(),
        faults,
    })?;
    // It is verified before anything is made.
    let journal = Book::verified(header, entries)?;
    let book = journal.kept_in(create_at(&asked.to)?)?;
    let head = book.ledger().head();
    Ok(format!(
        "{} has all {} entries; the head is {}\n",
        asked.to, head.entry, head.hash
    ))
}

fn opened(address: &str) -> Result<Book<AnyStore>, Failure> {
    Ok(Book::open(open_at(address)?)?)
}

fn answered(text: Result<String, Failure>) -> Answer {
    match text {
        Ok(text) => Answer::Well(text),
        Err(failure) => Answer::Faults(format!("{failure}\n")),
    }
}
