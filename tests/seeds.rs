//! Seed folders: what loads, in which order, and everything that is wrong at once.

use std::fs;
use std::path::{Path, PathBuf};

use ringfence::journal::Header;
use ringfence::state::Closing;
use ringfence_formats::{Seed, SeedFault, SeedFaults, SeedFile, SeedFolder, SeedRow, SeedStep};
use ringfence_store::{Book, MemoryStore, PostError, Step};

/// A folder of files that goes away with the test.
struct Folder(PathBuf);

impl Folder {
    fn with(name: &str, files: &[(&str, &str)]) -> Folder {
        let path = std::env::temp_dir().join(format!("ringfence-{}-{name}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).expect("a folder of the test");
        for (file, text) in files {
            fs::write(path.join(file), text).expect("a file of the test");
        }
        Folder(path)
    }

    fn faults(&self) -> SeedFaults {
        SeedFolder::read(&self.0).expect_err("a folder with faults")
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn places(faults: &SeedFaults) -> Vec<(String, usize, String)> {
    faults
        .all()
        .iter()
        .map(|fault| match fault {
            SeedFault::UnknownFile { file, .. } => (file.clone(), 0, String::new()),
            other => {
                let (place, column) = other.cell();
                let place = place.expect("a row").clone();
                (
                    place.file.to_string(),
                    place.row.unwrap_or(0),
                    column.unwrap_or("").to_owned(),
                )
            }
        })
        .collect()
}

#[test]
fn ten_faults_in_four_files_are_told_at_once_with_their_places() {
    let folder = Folder::with(
        "ten",
        &[
            (
                "notices.csv",
                "stream,to,year,amount,effective,recurence\n\
                 cluster,north,2016-17,£0.001,2016-04-05,\n\
                 cluster,north,2016-18,1e400,2015-02-29,\n",
            ),
            ("spends.csv", "commitment,amount,amount\n\na,NaN,1\nb,1\n"),
            (
                "holds.csv",
                "id,stream,body,year,amount\n\
                 one,cluster,north,2016-17,5\n\
                 two,cluster,north,2016-17,6\n",
            ),
            ("notice.csv", "stream\n"),
        ],
    );
    let faults = folder.faults();
    let expected = [
        ("holds.csv", 1, "purpose"),
        ("notice.csv", 0, ""),
        ("notices.csv", 1, "recurence"),
        ("notices.csv", 2, "amount"),
        ("notices.csv", 3, "amount"),
        ("notices.csv", 3, "effective"),
        ("notices.csv", 3, "year"),
        ("spends.csv", 1, "amount"),
        ("spends.csv", 3, "amount"),
        ("spends.csv", 4, ""),
    ];
    let expected = expected.map(|(file, row, column)| (file.to_owned(), row, column.to_owned()));
    assert_eq!(places(&faults), expected, "{faults}");
    let nearest = |fault: &SeedFault| match fault {
        SeedFault::UnknownFile { nearest, .. } | SeedFault::UnknownColumn { nearest, .. } => {
            *nearest
        }
        _ => None,
    };
    assert_eq!(nearest(&faults.all()[1]), Some("notices.csv"));
    assert_eq!(nearest(&faults.all()[2]), Some("recurrence"));
    assert!(matches!(
        faults.all()[9],
        SeedFault::RaggedRow {
            found: 2,
            expected: 3,
            ..
        }
    ));
}

#[test]
fn bodies_may_stand_in_any_order_and_parents_are_posted_first() {
    let folder = Folder::with(
        "order",
        &[(
            "bodies.csv",
            "\u{feff}id,kind,parent\r\n\
             north,cluster,upland\r\n\
             upland,health_board,aberwen\r\n\
             aberwen,government,\r\n",
        )],
    );
    let seed = SeedFolder::read(&folder.0).expect("a seed");
    let rows: Vec<usize> = seed.rows.iter().filter_map(|row| row.place.row).collect();
    assert_eq!(rows, [4, 3, 2]);
}

#[test]
fn a_circle_of_parents_is_one_fault_that_names_it() {
    let folder = Folder::with(
        "circle",
        &[(
            "bodies.csv",
            "id,kind,parent\na,cluster,c\nb,cluster,a\nc,cluster,b\nd,cluster,c\ne,cluster,e\n",
        )],
    );
    let faults = folder.faults();
    let circles: Vec<(Option<String>, Vec<String>)> = faults
        .all()
        .iter()
        .map(|fault| match fault {
            SeedFault::ParentCircle { place, circle } => (place.cell(), circle.clone()),
            other => panic!("not a circle: {other}"),
        })
        .collect();
    let named = |names: &[&str]| {
        names
            .iter()
            .map(|name| (*name).to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(
        circles,
        [
            (Some("C2".to_owned()), named(&["a", "c", "b", "a"])),
            (Some("C6".to_owned()), named(&["e", "e"]))
        ]
    );
}

#[test]
fn rows_are_posted_by_recorded_day_then_kind_then_row_and_closes_last() {
    let folder = Folder::with(
        "days",
        &[
            (
                "closes.csv",
                "year,effective,book\n2016-17,2017-03-31,wales-2016\n",
            ),
            (
                "notices.csv",
                "stream,to,year,amount,effective,recorded\n\
                 cluster,north,2016-17,1,2016-05-01,\n\
                 cluster,north,2016-17,2,2016-04-01,2017-03-31\n\
                 cluster,north,2016-17,3,2016-05-01,\n",
            ),
            (
                "projects.csv",
                "id,body,purpose,effective\nscheme,north,access,2016-05-01\n",
            ),
            ("bodies.csv", "id,kind\nnorth,cluster\n"),
        ],
    );
    let seed = SeedFolder::read(&folder.0).expect("a seed");
    let places: Vec<String> = seed.rows.iter().map(|row| row.place.to_string()).collect();
    assert_eq!(
        places,
        [
            "bodies.csv, row 2",
            "notices.csv, row 2",
            "notices.csv, row 4",
            "projects.csv, row 2",
            "notices.csv, row 3",
            "closes.csv, row 2",
        ]
    );
    assert!(matches!(seed.rows[5].step, SeedStep::Close { .. }));
}

#[test]
fn a_folder_that_is_missing_or_empty_is_told_plainly() {
    let missing = SeedFolder::read("no/such/folder").expect_err("nothing there");
    assert!(matches!(missing.all(), [SeedFault::NotAFolder { .. }]));
    let empty = Folder::with("empty", &[("README.md", "notes")]);
    assert!(matches!(
        empty.faults().all(),
        [SeedFault::NothingToRead { .. }]
    ));
}

#[test]
fn never_bytes_panic() {
    let texts: [&[u8]; 9] = [
        b"",
        b"\xff\xfei\0d",
        b"\n\n",
        b"id,kind\n\xa3,cluster\n",
        b"id,kind\n\"open,cluster\n",
        b"\xef\xbb\xbf",
        b"id,kind\n\"a\"b,cluster\n",
        b",,,\n1,2,3,4\n",
        b"id,kind,parent\n\0,\0,\0\n",
    ];
    for (at, bytes) in texts.iter().enumerate() {
        let folder = Folder::with(&format!("bytes-{at}"), &[]);
        fs::write(folder.0.join("bodies.csv"), bytes).expect("a file of the test");
        let faults = folder.faults();
        assert!(!faults.all().is_empty() && !faults.to_string().is_empty());
    }
    let folder = Folder::with("latin", &[]);
    fs::write(
        folder.0.join("bodies.csv"),
        b"id,kind\nok,cluster\n\xa3,cluster\n",
    )
    .expect("a file");
    assert!(matches!(
        folder.faults().all(),
        [SeedFault::NotUtf8 { place, column, .. }] if place.row == Some(3) && column == "id"
    ));
}

/// Numbers that look drawn by chance and are the same each time.
struct Drawn(u64);

impl Drawn {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).expect("31 bits") % bound
    }

    fn of<'a>(&mut self, all: &[&'a str]) -> &'a str {
        all[self.below(all.len())]
    }
}

const CELLS: &[&str] = &[
    "",
    "a",
    "b",
    "cluster",
    "wg",
    "2016-17",
    "2016-18",
    "0",
    "1",
    "-1",
    "0.001",
    "1e400",
    "NaN",
    "inf",
    "99999999999999999999",
    "2016-04-05",
    "2015-02-29",
    "9999-12-31",
    "0001-01-01",
    "yes",
    "recurrent",
    "government",
    "track",
    "millions",
    "9",
    "spend",
    "wales-2016",
    "a;b",
    "\"",
    "£1",
    "\"x\"\"y\"",
    "\0",
    "\u{202e}",
    "../..",
    "2998-99",
    "1900-01",
];

#[test]
fn never_a_table_panics() {
    let mut drawn = Drawn(2016);
    let names: Vec<&str> = SeedFile::names().collect();
    for round in 0..200 {
        let files: Vec<(&str, String)> = (0..4)
            .map(|_| {
                let name = drawn.of(&names);
                let columns = SeedFile::named(name).expect("a file").columns();
                let width = 1 + drawn.below(columns.len());
                let mut text = columns[..width].join(",");
                for _ in 0..drawn.below(6) {
                    let cells: Vec<&str> = (0..width).map(|_| drawn.of(CELLS)).collect();
                    text = format!("{text}\n{}", cells.join(","));
                }
                (name, text)
            })
            .collect();
        let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (*name, &**text)).collect();
        let folder = Folder::with(&format!("drawn-{round}"), &files);
        match SeedFolder::read(&folder.0) {
            Ok(seed) => drop(empty_book().post_all(&steps_of(&seed))),
            Err(faults) => assert!(!faults.to_string().is_empty()),
        }
    }
}

#[test]
fn a_book_that_is_no_preset_and_no_file_of_the_folder_is_a_fault() {
    let folder = Folder::with(
        "book",
        &[
            (
                "closes.csv",
                "year,effective,book\n2016-18,2017-02-29,wales-2061\n",
            ),
            (
                "adoptions.csv",
                "book,effective\n../secret.toml,2016-04-01\nown.toml,2016-04-01\n",
            ),
            ("own.toml", "[book"),
        ],
    );
    let expected = [
        ("adoptions.csv", 2, "book"),
        ("adoptions.csv", 3, "book"),
        ("closes.csv", 2, "book"),
        ("closes.csv", 2, "effective"),
        ("closes.csv", 2, "year"),
    ];
    let expected = expected.map(|(file, row, column)| (file.to_owned(), row, column.to_owned()));
    let faults = folder.faults();
    assert_eq!(places(&faults), expected, "{faults}");
    assert!(matches!(&faults.all()[1], SeedFault::BookInvalid { book, .. } if book == "own.toml"));
    let cells = faults.all().iter().filter_map(|it| it.cell().0?.cell());
    let cells: Vec<String> = cells.collect();
    assert_eq!(cells, ["A2", "A3", "C2", "B2", "A2"]);
}

fn seeds() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/seeds"))
}

fn empty_book() -> Book<MemoryStore> {
    let header = Header::new("GBP").expect("a currency");
    Book::create(MemoryStore::new(), header).expect("an empty store")
}

fn steps_of(seed: &Seed) -> Vec<Step> {
    let step_of = |row: &SeedRow| match &row.step {
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
    };
    seed.rows.iter().map(step_of).collect()
}

#[test]
fn both_seeds_load_whole_and_alike_each_time() {
    for name in ["wales", "aberwen"] {
        let seed = SeedFolder::read(seeds().join(name)).expect("a seed");
        let heads = [(), ()].map(|()| {
            let mut book = empty_book();
            let receipts = book
                .post_all(&steps_of(&seed))
                .expect("every row is accepted");
            assert_eq!(receipts.len(), seed.rows.len(), "{name}");
            book.ledger().head()
        });
        assert_eq!(heads[0], heads[1], "{name}");
    }
}

#[test]
fn what_the_ledger_refuses_is_told_by_file_and_row_and_nothing_is_posted() {
    let folder = Folder::with(
        "refused",
        &[
            (
                "bodies.csv",
                "id,kind,parent\nwg,government,\npowys,health_board,wg\n",
            ),
            ("streams.csv", "id,purposes\ncluster,access\n"),
            (
                "notices.csv",
                "stream,to,year,amount,effective\n\
                 cluster,powys,2016-17,100,2016-04-05\n\
                 cluster,pows,2016-17,100,2016-04-05\n",
            ),
            (
                "spends.csv",
                "stream,body,purpose,year,amount,effective\n\
                 cluster,powys,access,2016-17,100.01,2016-05-01\n\
                 cluster,powys,access,2016-17,100,2016-05-01\n",
            ),
        ],
    );
    let seed = SeedFolder::read(&folder.0).expect("every row reads");
    let mut book = empty_book();
    let Err(PostError::StepsRefused(refused)) = book.post_all(&steps_of(&seed)) else {
        panic!("two rows are refused");
    };
    assert_eq!(book.ledger().head().entry, 0);
    let faults = seed.refused(refused.iter().map(|one| (one.step, &one.refusals)));
    let told: Vec<(String, &str)> = faults
        .all()
        .iter()
        .map(|fault| match fault {
            SeedFault::Refused { place, refusals } => (place.to_string(), refusals.first().code()),
            other => panic!("not a refusal: {other}"),
        })
        .collect();
    let expected = [
        ("notices.csv, row 3", "unknown_body"),
        ("spends.csv, row 2", "spend_exceeds_available"),
    ];
    assert_eq!(told, expected.map(|(place, code)| (place.to_owned(), code)));
}
