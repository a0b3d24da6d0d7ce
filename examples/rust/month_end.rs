//! Month end with the general ledger: two months, a restated one, and a cost centre that nobody
//! had mapped.
//!
//! Aberwen is invented, and so are its general ledger and every figure here.

use std::path::Path;

use ringfence::journal::{ActKind, Draft, FieldValue, Header};
use ringfence::state::Selection;
use ringfence_formats::{Actuals, ExtractForm, LedgerPeriod, PlannedActuals, Reach, Signs};
use ringfence_store::{Book, MemoryStore, Step};

type Failure = Box<dyn std::error::Error>;

fn main() -> Result<(), Failure> {
    let folder = std::env::temp_dir().join(format!("ringfence-month-end-{}", std::process::id()));
    std::fs::create_dir_all(&folder)?;
    let outcome = months(&folder);
    std::fs::remove_dir_all(&folder)?;
    outcome
}

fn months(folder: &Path) -> Result<(), Failure> {
    let mut book = Book::create(MemoryStore::new(), Header::new("GBP")?)?;
    for (kind, fields) in A_BOARD {
        book.post(&draft(*kind, fields)?)?;
    }

    // April: no row covers 00999. Its cost waits, so that the total is the extract's.
    let april = load(&mut book, folder, (APRIL, MAP), ("Apr-16", "16725.75"))?;
    println!("{}", april.notes.join("\n"));
    assert_eq!(spent(&book, "unknown")?, "75.25");

    // May: £50.50 of travel came back, and is taken off what travel cost in April.
    load(&mut book, folder, (MAY, MAP), ("May-16", "16349.50"))?;
    assert_eq!(spent(&book, "cluster")?, "8200.00"); // 4,250.50 + 3,949.50

    // April is restated: the pharmacists cost £100.00 less. Only that is posted.
    let restated = APRIL.replace("4,000.00", "3,900.00");
    let planned = load(&mut book, folder, (&restated, MAP), ("Apr-16", "16625.75"))?;
    assert_eq!(planned.drafts.len(), 1);

    // The map learns whose 00999 is: its cost moves there, and a second time nothing happens.
    let map = format!("{MAP}00999,,north,cluster,access,,\n");
    load(&mut book, folder, (&restated, &map), ("Apr-16", "16625.75"))?;
    assert_eq!(spent(&book, "unknown")?, "0.00");
    assert_eq!(spent(&book, "cluster")?, "8175.25"); // 8,200.00 − 100.00 + 75.25
    let again = load(&mut book, folder, (&restated, &map), ("Apr-16", "16625.75"))?;
    assert!(again.drafts.is_empty());

    // A control total stops a file that lost a line on its way.
    let short = restated.replace("00200,5210,\"12,400.00\"\n", "");
    let no = load(&mut book, folder, (&short, &map), ("Apr-16", "16625.75"));
    let no = no.expect_err("it is £12,400.00 short").to_string();
    assert!(no.contains("the difference is −£12,400.00"), "{no}");
    println!("{no}");
    Ok(())
}

const A_BOARD: &[(ActKind, &str)] = &[
    (ActKind::AddBody, "id=gov|kind=government"),
    (ActKind::AddBody, "id=upland|kind=health_board|parent=gov"),
    (ActKind::AddBody, "id=north|kind=cluster|parent=upland"),
    (ActKind::AddStream, "id=cluster|purposes=access"),
    (ActKind::AddStream, "id=core|purposes=clinics"),
    (
        ActKind::AddStream,
        "id=unknown|purposes=unknown|suspense=yes",
    ),
    (
        ActKind::Allocate,
        "stream=cluster|to=north|from=gov|year=2016-17|amount=60000|effective=2016-04-05",
    ),
    (
        ActKind::Allocate,
        "stream=core|to=upland|year=2016-17|amount=200000|effective=2016-04-05",
    ),
];

/// Which cost centre and subjective code is whose line, and since when.
const MAP: &str = "\
cost_centre,subjective,body,stream,purpose,cost,from
00123,5200-5299,north,cluster,access,pay,
00123,7100,north,cluster,access,non-pay,
00200,,upland,core,clinics,,
";

const APRIL: &str = "\
Cost Centre,Subjective,Amount
00123,5210,\"4,000.00\"
00123,7100,250.50
00200,5210,\"12,400.00\"
00999,5210,75.25
";

const MAY: &str = "\
Cost Centre,Subjective,Amount
00123,5210,\"4,000.00\"
00123,7100,(50.50)
00200,5210,\"12,400.00\"
";

/// Writes an extract and a map, and posts what is new of them, all or none; then the ledger says
/// what the extract says.
fn load(
    book: &mut Book<MemoryStore>,
    folder: &Path,
    (extract, map): (&str, &str),
    (period, control_total): (&str, &str),
) -> Result<PlannedActuals, Failure> {
    let files = [folder.join("extract.csv"), folder.join("map.csv")];
    std::fs::write(&files[0], extract)?;
    std::fs::write(&files[1], map)?;
    let form = ExtractForm {
        signs: Signs::Brackets,
        ..ExtractForm::default()
    };
    let (extract, map) = Actuals::read(&files[0], &form, &files[1])?;
    let actuals = Actuals {
        extract: &extract,
        map: &map,
        period: LedgerPeriod::read(period, None, book.ledger().header().first_month)?,
        reach: Reach::Period,
        source: "Upland general ledger".into(),
        body: None,
        suspense: None,
        recorded: None,
        actor: None,
    };
    let planned = actuals.plan(book.ledger(), &book.entries()?, control_total.parse()?)?;
    let drafts = planned.drafts.iter().map(|it| it.draft.clone());
    let steps: Vec<Step> = drafts.map(|draft| Step::Post(Box::new(draft))).collect();
    book.post_all(&steps)?;
    let agreed = actuals.agree(book.ledger(), &book.entries()?, None)?;
    for row in 0..agreed.rows.len() {
        let difference = agreed.find(row, "difference").expect("a column of it");
        assert_eq!(difference.to_string(), "£0.00");
    }
    Ok(planned)
}

fn spent(book: &Book<MemoryStore>, stream: &str) -> Result<String, Failure> {
    let asked = Selection {
        stream: Some(stream.parse()?),
        year: Some("2016-17".parse()?),
        ..Selection::default()
    };
    Ok(book.ledger().position(&asked)?.spent.to_string())
}

/// A draft as somebody types it: each field a text, read and checked at once.
fn draft(kind: ActKind, fields: &str) -> Result<Draft, Failure> {
    let pairs = fields.split('|').filter_map(|field| field.split_once('='));
    let fields: Vec<_> = pairs
        .map(|(name, value)| (name.to_owned(), FieldValue::Text(value.to_owned())))
        .collect();
    let read = Draft::read(kind, &fields);
    read.map_err(|faults| faults[0].to_string().into())
}
