//! Your own files: a board's letters under its own headings, names and ways of writing, what is
//! said of a cell that cannot be read, and the year as a workbook for the board paper.
//!
//! Aberwen is invented, and so are its files and every figure here.

use std::path::Path;

use ringfence::journal::Header;
use ringfence::state::Selection;
use ringfence::view::allocation_schedule;
use ringfence_formats::{
    Aliases, ColumnMap, Reading, Seed, SeedFaults, SeedReader, SeedStep, Table, Written,
    YearWorkbook, year_workbook,
};
use ringfence_store::{Book, MemoryStore, PostError, Step};

type Failure = Box<dyn std::error::Error>;

fn main() -> Result<(), Failure> {
    let folder = std::env::temp_dir().join(format!("ringfence-own-{}", std::process::id()));
    std::fs::create_dir_all(&folder)?;
    let outcome = load_and_report(&folder);
    std::fs::remove_dir_all(&folder)?;
    outcome
}

fn load_and_report(folder: &Path) -> Result<(), Failure> {
    for (name, text) in FILES {
        std::fs::write(folder.join(name), text)?;
    }

    // Nothing is guessed: all cells that do not read are told at once, with what would help.
    let mut reading = Reading {
        columns: ColumnMap::read("columns.toml", HEADINGS.as_bytes())?,
        aliases: Aliases::read("names.csv", NAMES.as_bytes())?,
        ..Reading::default()
    };
    let (_, faults) = read(folder, &reading);
    println!("{faults}\n");
    assert_eq!(faults.all().len(), 6); // a year and a day in each of three letters
    assert!(faults.to_string().contains("declare day_first"));

    // Somebody who knows the files declares how they are written.
    reading.written = [Written::YearSlash, Written::DayFirst].into();
    let (seed, faults) = read(folder, &reading);
    assert!(faults.is_empty());

    // All or none: South was given more than Upland has left, and nothing is posted.
    let mut book = Book::create(MemoryStore::new(), Header::new("GBP")?)?;
    let no = book.post_all(&steps(&seed));
    let Err(PostError::StepsRefused(refused)) = no else {
        return Err("Upland has no £160,000 for South".into());
    };
    let refused = refused.iter().map(|no| (no.step, &no.refusals));
    let refused = seed.refused(refused).to_string();
    println!("{refused}\n");
    assert!(refused.starts_with("notices.csv, row 4: "), "{refused}");
    assert_eq!(book.ledger().head().entry, 0);

    // The letter is mended: of £250,000 Upland passes down £100,000 and £60,000.
    let mended = FILES[2].1.replace("160000", "60000");
    std::fs::write(folder.join("notices.csv"), mended)?;
    let (seed, _) = read(folder, &reading);
    assert_eq!(book.post_all(&steps(&seed))?.len(), 8);
    let upland = Selection {
        body: Some("upland".parse()?),
        ..Selection::default()
    };
    let position = book.ledger().position(&upland)?;
    assert_eq!(position.available.to_string(), "90000.00"); // 250,000 − 100,000 − 60,000

    // On the screen, and as a workbook for the director to tick.
    let year = "2016-17".parse()?;
    let schedule = allocation_schedule(book.ledger(), year, &Selection::default())?;
    print!("{}", Table::from(&schedule));
    let of = YearWorkbook {
        year,
        body: None,
        source: "Lesson: your own files.",
    };
    let workbook = year_workbook(book.ledger(), &of)?;
    std::fs::write(folder.join("2016-17.xlsx"), &workbook)?;
    assert_eq!(workbook, year_workbook(book.ledger(), &of)?); // the same ledger, the same file
    Ok(())
}

const FILES: [(&str, &str); 3] = [
    (
        "bodies.csv",
        "id,name,kind,parent\n\
         gov,Government of Aberwen,government,\n\
         upland,Upland,health_board,gov\n\
         north,North,cluster,upland\n\
         south,South,cluster,upland\n",
    ),
    ("streams.csv", "id,purposes\ncluster,access\n"),
    (
        "notices.csv",
        "Fund,Paid to,FY,Sum (£),Dated,Page\n\
         Cluster money,Upland UHB,2016/17,250000,05/04/2016,1\n\
         Cluster money,N. Cluster,2016/17,100000,20/04/2016,1\n\
         Cluster money,S. Cluster,2016/17,160000,20/04/2016,2\n",
    ),
];

/// Their headings for ours; what stands under `Page` is passed by.
const HEADINGS: &str = r#"
[notices]
Fund = "stream"
"Paid to" = "to"
FY = "year"
"Sum (£)" = "amount"
Dated = "effective"
Page = ""
"#;

/// Their names for ours.
const NAMES: &str = "\
column,theirs,ours
stream,Cluster money,cluster
to,Upland UHB,upland
to,N. Cluster,north
to,S. Cluster,south
";

fn read(folder: &Path, reading: &Reading) -> (Seed, SeedFaults) {
    let mut reader = SeedReader::new(reading);
    reader.folder(folder);
    reader.finish()
}

fn steps(seed: &Seed) -> Vec<Step> {
    let steps = seed.rows.iter().filter_map(|row| match &row.step {
        SeedStep::Post(draft) => Some(Step::Post(draft.clone())),
        SeedStep::Close { .. } => None, // these files close no year
    });
    steps.collect()
}
