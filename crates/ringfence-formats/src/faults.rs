//! Everything that is wrong with something that was read.

use std::fmt;

/// So many faults are told.
const MOST: usize = 100;

/// Everything that is wrong with what was read: the first hundred faults, and how many more there
/// are; never empty.
///
/// ```
/// use ringfence_formats::journal_lines;
///
/// let faults = journal_lines::read(&b"no journal"[..]).expect_err("it is none");
/// assert_eq!((faults.all().len(), faults.more()), (1, 0));
/// ```
#[derive(Debug)]
pub struct Faults<F> {
    faults: Vec<F>,
    more: u64,
}

impl<F> Faults<F> {
    pub(crate) fn none() -> Faults<F> {
        let (faults, more) = (Vec::new(), 0);
        Faults { faults, more }
    }

    /// One fault.
    pub fn one(fault: F) -> Faults<F> {
        let mut faults = Faults::none();
        faults.add(fault);
        faults
    }

    /// All of these, and then all of others.
    pub(crate) fn and(mut self, others: Faults<F>) -> Faults<F> {
        self.more += others.more;
        others.faults.into_iter().for_each(|fault| self.add(fault));
        self
    }

    /// What was read, unless something is wrong with it.
    pub(crate) fn or<T>(self, read: T) -> Result<T, Faults<F>> {
        if self.is_empty() { Ok(read) } else { Err(self) }
    }

    pub(crate) fn add(&mut self, fault: F) {
        if self.faults.len() < MOST {
            self.faults.push(fault);
        } else {
            self.more += 1;
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.faults.is_empty()
    }

    /// The first hundred faults, in order.
    pub fn all(&self) -> &[F] {
        &self.faults
    }

    /// How many more there are.
    pub fn more(&self) -> u64 {
        self.more
    }
}

impl<F: fmt::Display> Faults<F> {
    /// One line for each fault, and one that says how many more there are.
    pub fn lines(&self) -> Vec<String> {
        let more = Some(self.more).filter(|more| *more > 0);
        let more = more.map(|more| format!("and {more} more"));
        self.faults
            .iter()
            .map(ToString::to_string)
            .chain(more)
            .collect()
    }
}

impl<F: fmt::Display> fmt::Display for Faults<F> {
    /// One fault a line.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, fault) in self.faults.iter().enumerate() {
            let before = if at == 0 { "" } else { "\n" };
            write!(f, "{before}{fault}")?;
        }
        match self.more {
            0 => Ok(()),
            more => write!(f, "\nand {more} more"),
        }
    }
}

impl<F: fmt::Debug + fmt::Display> std::error::Error for Faults<F> {}
