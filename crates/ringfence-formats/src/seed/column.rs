//! What the columns of one kind of draft take.

use ringfence::journal::{ActKind, Draft, FieldValue};

use super::SeedFile;

/// What stands in a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Takes {
    /// Any words.
    Words,
    /// A sum or another number.
    Number,
    /// A financial year.
    Year,
    /// A day.
    Day,
    /// An id, or one of a few words.
    Name,
}

/// A column that a kind of draft may have.
#[derive(Clone, Copy, Debug)]
pub(super) struct Column {
    pub(super) name: &'static str,
    pub(super) takes: Takes,
}

/// The columns that a file may have, its own first.
pub(super) fn columns_of(file: SeedFile) -> Vec<Column> {
    let column = |name: &'static str| {
        let takes = match file {
            SeedFile::Drafts(kind) => takes(kind, name),
            SeedFile::Closes => match name {
                "year" => Takes::Year,
                "effective" => Takes::Day,
                _ => Takes::Name,
            },
        };
        Column { name, takes }
    };
    file.columns().into_iter().map(column).collect()
}

/// Days that are looked at only where something else is given, too.
const DAYS: [&str; 2] = ["start", "end"];

/// The reader of drafts itself answers: it takes one text and not another.
fn takes(kind: ActKind, name: &str) -> Takes {
    if DAYS.contains(&name) {
        return Takes::Day;
    }
    let asks = |text: &str| {
        let field = (name.to_owned(), FieldValue::Text(text.to_owned()));
        let faults = Draft::read(kind, &[field]).err().unwrap_or_default();
        let own = faults.into_iter().filter(|fault| fault.field == name);
        own.map(|fault| fault.expected).collect::<Vec<_>>()
    };
    let reads = |text: &str| asks(text).is_empty();
    if reads("Any words (with a £).") {
        Takes::Words
    } else if reads("2016-17") && !reads("2016-18") {
        Takes::Year
    } else if reads("2016-04-05") && !reads("2016-04-31") {
        Takes::Day
    } else if !reads("a") && asks("a") != asks("5") {
        // Of a number it may still ask for something beside it.
        Takes::Number
    } else {
        Takes::Name
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_column_takes_is_what_its_reader_takes() {
        let takes = |file: &str, name: &str| {
            let columns = columns_of(SeedFile::named(file).expect("a file"));
            columns.iter().find(|it| it.name == name).map(|it| it.takes)
        };
        assert_eq!(takes("spends.csv", "amount"), Some(Takes::Number));
        assert_eq!(takes("spends.csv", "year"), Some(Takes::Year));
        assert_eq!(takes("spends.csv", "effective"), Some(Takes::Day));
        assert_eq!(takes("spends.csv", "body"), Some(Takes::Name));
        assert_eq!(takes("spends.csv", "note"), Some(Takes::Words));
        assert_eq!(takes("spends.csv", "final"), Some(Takes::Name));
        assert_eq!(takes("populations.csv", "count"), Some(Takes::Number));
        assert_eq!(takes("commitments.csv", "wte"), Some(Takes::Number));
        assert_eq!(takes("commitments.csv", "annual"), Some(Takes::Number));
        assert_eq!(takes("commitments.csv", "start"), Some(Takes::Day));
        assert_eq!(takes("adoptions.csv", "book"), Some(Takes::Words));
        assert_eq!(takes("closes.csv", "year"), Some(Takes::Year));
    }
}
