//! `ringfence rules compare` over the teaching folder, held against its own page.

use std::path::Path;
use std::process::Command;

/// A table as it is printed: its heading, and the cells of each row.
struct Printed {
    said: String,
}

impl Printed {
    fn by(columns: &str) -> Printed {
        let books = [
            "bma-2017",
            "bma-2017-attached",
            "committee-2017",
            "committee-2017-certainty",
            "five-per-cent",
        ];
        let done = Command::new(env!("CARGO_BIN_EXE_ringfence"))
            .args(["rules", "compare", "seeds/aberwen", "wales-2016"])
            .args(books)
            .args(["--by", columns])
            .current_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("../.."))
            .output()
            .expect("the command runs");
        let said = String::from_utf8(done.stdout).expect("text");
        assert_eq!(done.status.code(), Some(0), "{said}");
        Printed { said }
    }

    fn rows(&self) -> Vec<Vec<&str>> {
        let cells = |line| str::split(line, "  ").map(str::trim);
        let filled = |line| cells(line).filter(|it| !it.is_empty()).collect();
        self.said.lines().map(filled).collect()
    }

    fn head(&self) -> Vec<&str> {
        let rows = self.rows();
        let head = rows.iter().find(|row| row.first() == Some(&"reform"));
        head.expect("a heading").clone()
    }

    /// The place of a column; none where it is empty, and so not shown.
    fn column(&self, name: &str) -> Option<usize> {
        self.head().iter().position(|it| *it == name)
    }

    /// The sum in a column of the row that begins so, in pence.
    fn sum_of(&self, begins: &[&str], column: &str) -> Option<i64> {
        let rows = self.rows();
        let row = rows.iter().find(|row| row.starts_with(begins))?;
        Some(pence(row[self.column(column)?]))
    }
}

/// The pence of a cell as it is shown: `–`, `£5,000`, `£929.58` or `−£2,000`.
fn pence(cell: &str) -> i64 {
    let digits: String = cell.chars().filter(char::is_ascii_digit).collect();
    let sum: i64 = digits.parse().unwrap_or(0);
    let sum = if cell.contains('.') { sum } else { sum * 100 };
    if cell.starts_with('−') { -sum } else { sum }
}

/// What each body keeps under five per cent: the table of the folder's own page, worked by hand.
const BODIES: [&str; 8] = [
    "north", "moor", "valley", "harbour", "sands", "island", "upland", "seaward",
];
const BY_HAND: [(&str, [i64; 8]); 3] = [
    (
        "2016-17",
        [5_000, 4_000, 3_500, 5_500, 3_500, 0, 3_000, 1_500],
    ),
    (
        "2017-18",
        [5_000, 4_300, 4_000, 5_100, 3_500, 2_500, 3_000, 1_000],
    ),
    (
        "2018-19",
        [5_500, 4_300, 5_000, 4_500, 3_500, 2_500, 3_000, 1_250],
    ),
];

#[test]
fn a_ceiling_of_five_per_cent_keeps_what_was_worked_by_hand() {
    let table = Printed::by("stream,year,body");
    for (year, sums) in BY_HAND {
        for (body, sum) in BODIES.iter().zip(sums) {
            let begins = ["five-per-cent", "cluster", year, *body];
            let kept = table.sum_of(&begins, "kept by reform");
            assert_eq!(kept, Some(sum * 100), "{year}, {body}:\n{}", table.said);
        }
    }
    let all: i64 = BY_HAND.iter().flat_map(|(_, sums)| sums).sum();
    let last = ["all, five-per-cent"];
    let rows = table.rows();
    let last = rows
        .iter()
        .find(|row| row.starts_with(&last))
        .expect("sums");
    assert_eq!(pence(last[2]), all * 100, "{last:?}");
}

/// What lapsed of `cluster` under the practice of the time: the sums of the folder's own page,
/// worked by hand. The other reading of three years keeps as little.
#[test]
fn the_certainty_of_a_base_keeps_what_the_practice_keeps() {
    let table = Printed::by("stream,year");
    for (year, sum) in [
        ("2016-17", 395_000),
        ("2017-18", 345_000),
        ("2018-19", 377_000),
    ] {
        let begins = ["committee-2017-certainty", "cluster", year];
        let sum_of = |column| table.sum_of(&begins, column);
        assert_eq!(
            sum_of("lapsed by reform"),
            Some(sum * 100),
            "{}",
            table.said
        );
        assert_eq!(sum_of("lapsed by baseline"), sum_of("lapsed by reform"));
        assert_eq!(sum_of("kept by reform"), Some(0));
    }
    let rows = Printed::by("line");
    let place = rows.column("difference").expect("a column");
    let own = rows.rows().into_iter();
    let own = own.filter(|row| row[0] == "committee-2017-certainty" && row.len() > place);
    let differences: Vec<i64> = own.map(|row| pence(row[place])).collect();
    assert!(differences.len() > 40, "{}", differences.len());
    assert!(differences.iter().all(|it| *it == 0), "{}", rows.said);
}

#[test]
fn several_books_and_years_are_one_table_whose_columns_add_up() {
    for columns in ["stream,year,body", "year,reason", "line", "board"] {
        let table = Printed::by(columns);
        let parts = [
            "kept",
            "lapsed",
            "reverted",
            "re provided",
            "absorbed",
            "first call",
        ];
        let parts = parts.map(|part| table.column(&format!("{part} by reform")));
        let parts: Vec<usize> = parts.into_iter().flatten().collect();
        let amount = table.column("amount").expect("a column");
        let (head, rows) = (table.head(), table.rows());
        let full = rows
            .iter()
            .filter(|row| row.len() == head.len() && row[0] != "reform");
        let mut seen = 0;
        for row in full {
            let sum: i64 = parts.iter().map(|place| pence(row[*place])).sum();
            assert_eq!(sum, pence(row[amount]), "{row:?}");
            seen += 1;
        }
        assert!(seen >= 8, "{columns}: {seen}");
    }
}
