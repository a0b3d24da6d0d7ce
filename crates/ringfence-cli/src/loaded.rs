//! A seed folder, loaded into a book in memory.

use std::path::Path;

use ringfence::journal::{Act, Draft};
use ringfence::state::Closing;
use ringfence_formats::{Reading, Seed, SeedReader, SeedStep};
use ringfence_store::{Book, MemoryStore, PostError, Step};

use crate::failure::Failure;

/// A seed and the book that it filled.
#[derive(Debug)]
pub(crate) struct Loaded {
    pub(crate) seed: Seed,
    pub(crate) book: Book<MemoryStore>,
}

impl Loaded {
    /// Loads a folder, a workbook or JSON lines, all or nothing.
    pub(crate) fn from(folder: &Path) -> Result<Loaded, Failure> {
        let named = folder.display().to_string();
        let faults = |faults| Failure::Faults {
            folder: named.clone(),
            faults,
        };
        let reading = Reading::default();
        let mut reader = SeedReader::new(&reading);
        reader.path(folder, None);
        let (seed, found) = reader.finish();
        if !found.is_empty() {
            return Err(faults(found));
        }
        let mut book = empty_book()?;
        let steps: Vec<Step> = seed.rows.iter().map(|row| step_of(&row.step)).collect();
        match book.post_all(&steps) {
            Ok(_) => Ok(Loaded { seed, book }),
            Err(PostError::StepsRefused(refused)) => {
                let refused = refused.iter().map(|one| (one.step, &one.refusals));
                Err(faults(seed.refused(refused)))
            }
            Err(other) => Err(other.into()),
        }
    }

    /// The drafts, in posting order.
    pub(crate) fn drafts(&self) -> impl Iterator<Item = &Draft> {
        self.seed.rows.iter().filter_map(|row| match &row.step {
            SeedStep::Post(draft) => Some(&**draft),
            SeedStep::Close { .. } => None,
        })
    }

    /// The drafts whose act is of one kind, with that act.
    pub(crate) fn acts<'a, A: 'a>(
        &'a self,
        of: impl Fn(&'a Act) -> Option<&'a A>,
    ) -> impl Iterator<Item = (&'a Draft, &'a A)> {
        self.drafts()
            .filter_map(move |draft| of(&draft.act).map(|act| (draft, act)))
    }
}

/// The step of a row.
pub(crate) fn step_of(step: &SeedStep) -> Step {
    match step {
        SeedStep::Post(draft) => Step::Post(draft.clone()),
        SeedStep::Close {
            year,
            effective,
            book,
        } => Step::Close {
            year: *year,
            closing: Closing::on(*effective),
            book: (**book).clone(),
        },
    }
}

/// A book in memory without any entry.
pub(crate) fn empty_book() -> Result<Book<MemoryStore>, Failure> {
    let header = ringfence::journal::Header::new("GBP").expect("GBP is three capital letters");
    Ok(Book::create(MemoryStore::new(), header).map_err(PostError::from)?)
}
