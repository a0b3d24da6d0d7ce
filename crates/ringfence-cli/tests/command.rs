//! The command as people call it: what it says, and how it ends.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

fn ringfence(arguments: &[&str]) -> Output {
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    Command::new(env!("CARGO_BIN_EXE_ringfence"))
        .args(arguments)
        .current_dir(workspace)
        .output()
        .expect("the command starts")
}

/// The cells of the first line that begins with some words after a title, however far these stand
/// from each other.
fn row<'a>(text: &'a str, title: &str, begins: &str) -> Vec<&'a str> {
    let after = text
        .find(title)
        .unwrap_or_else(|| panic!("no table {title:?}"));
    let line = text[after..].lines().find(|line| {
        line.split_whitespace()
            .collect::<Vec<_>>()
            .join(" ")
            .starts_with(begins)
    });
    let line = line.unwrap_or_else(|| panic!("no row {begins:?} after {title:?}"));
    line.split("  ")
        .map(str::trim)
        .filter(|cell| !cell.is_empty())
        .collect()
}

/// A cell that may go over several lines: by the table's title, the beginning of its row, and the
/// last line of its heading.
fn cell(text: &str, title: &str, begins: &str, heading: &str) -> String {
    let after = &text[text.find(title).expect("the title")..];
    let lines: Vec<Vec<char>> = after.lines().map(|line| line.chars().collect()).collect();
    let rule = lines
        .iter()
        .position(|line| line.starts_with(&[' ', ' ', '-']));
    let rule = rule.expect("a rule below the headings");
    // Where each column begins and ends, as the rule has it.
    let is_dash = |at: usize| lines[rule].get(at) == Some(&'-');
    let starts = (0..lines[rule].len()).filter(|at| is_dash(*at) && !is_dash(at - 1));
    let columns: Vec<(usize, usize)> = starts
        .map(|start| (start, (start..).find(|at| !is_dash(*at)).expect("an end")))
        .collect();
    let part = |line: &Vec<char>, (start, end): (usize, usize)| {
        let chars = line.iter().skip(start).take(end - start);
        chars.collect::<String>().trim().to_owned()
    };
    let column = columns
        .iter()
        .find(|it| part(&lines[rule - 1], **it) == heading);
    let column = *column.unwrap_or_else(|| panic!("no column {heading:?}"));
    let rows = lines[rule + 1..].iter();
    let mut rows = rows.skip_while(|line| part(line, columns[0]) != begins);
    let first = rows.next().unwrap_or_else(|| panic!("no row {begins:?}"));
    let more = rows.take_while(|line| line.starts_with(&[' '; 4]));
    let parts = [first]
        .into_iter()
        .chain(more)
        .map(|line| part(line, column));
    let parts: Vec<String> = parts.filter(|part| !part.is_empty()).collect();
    parts.join(" ")
}

#[test]
fn the_demo_shows_the_figures_of_wales_as_they_were_stated() {
    let demo = ringfence(&["demo"]);
    assert_eq!(demo.status.code(), Some(0));
    let text = String::from_utf8(demo.stdout).expect("text");
    let powys = |year: &str| {
        let title = "Cluster money of Powys, year by year";
        ["given", "day as stated", "spent"].map(|heading| cell(&text, title, year, heading))
    };
    let fully = "not recorded (\"fully utilised\")";
    assert_eq!(powys("2015-16"), ["£272,000", "15 June 2015", fully]);
    assert_eq!(powys("2016-17"), ["£453,000", "5 April 2016", fully]);
    let day = "with the main letter, day not stated";
    assert_eq!(powys("2017-18"), ["£453,000", day, "not recorded"]);
    let totals = "Published totals";
    let cluster = "Cluster money, all Wales 2017-18";
    assert_eq!(
        row(&text, totals, cluster),
        [
            "Cluster money, all Wales",
            "2017-18",
            "£10m",
            "£10.000m",
            "£0.453m",
            "£9.547m",
            "split-not-published"
        ]
    );
    let fund = row(&text, totals, "Mental Health");
    assert_eq!(
        fund[2..],
        ["£7.000m", "£7.000m", "£6.999m", "£0.001m", "rounding"]
    );
    // 41.3 less 35.0 is 6.3; its source says 6.2.
    let control = &text[text.find("control-total").expect("a control total")..];
    let betsi = control
        .lines()
        .find(|line| line.contains("Betsi Cadwaladr"));
    let betsi = betsi.expect("its control total");
    for part in ["not met", "£6,300,000.00", "6.2 above control"] {
        assert!(betsi.contains(part), "{betsi}");
    }
}

#[test]
fn the_demo_compares_four_rule_books_on_the_open_year() {
    let demo = ringfence(&["demo", "seeds"]);
    let text = String::from_utf8(demo.stdout).expect("text");
    assert_eq!(
        row(&text, "Kept for the next year: cluster", "all"),
        ["all", "–", "£36,000", "£78,000", "£377,000"]
    );
    assert_eq!(
        row(&text, "Lapsed: cluster", "all"),
        ["all", "£377,000", "£341,000", "£299,000", "–"]
    );
    let gains = "2017-18, as it was closed";
    let before = &text[..text.find(gains).expect("the second year")];
    let upland = row(before, "Who gains", "Upland");
    assert_eq!(upland[1..], ["its own lines", "£105,000"]);
    for why in [
        "phones-order, under wales-2016",
        "screening-kit, under bma-2017-attached",
    ] {
        assert!(text.contains(why), "{why}");
    }
    assert!(text.contains("delay.attributable_to"));
}

#[test]
fn the_demo_fits_a_sheet_of_paper_and_loses_no_word() {
    let demo = ringfence(&["demo", "seeds"]);
    let text = String::from_utf8(demo.stdout).expect("text");
    let widest = text.lines().max_by_key(|line| line.chars().count());
    let widest = widest.expect("lines");
    assert!(widest.chars().count() <= 120, "{widest}");
    // What is broken over lines is all there: a cell, a heading, a note.
    for words in ["in-year", "allocation", "day as stated", "utilised"] {
        assert!(text.contains(words), "{words}");
    }
    let found = row(&text, "What is found", "over committed");
    let expected = [
        "Seaward Health Board",
        "estates",
        "2018-19",
        "2018-06-18",
        "£3,000",
        "289",
    ];
    assert_eq!(found[1..], expected);
    let asked = row(&text, "What a plan asks", "earmark:moor-garden");
    let missing = "delay.attributable_to";
    assert_eq!(asked[1..3], ["moor/cluster/2018-19/recurrent", missing]);
}

#[test]
fn a_folder_is_checked_whole_and_the_command_ends_with_0_1_or_2() {
    let well = ringfence(&["check", "seeds/aberwen"]);
    assert_eq!(well.status.code(), Some(0));
    assert!(String::from_utf8_lossy(&well.stdout).contains("closed: 2016-17, 2017-18"));

    let folder = std::env::temp_dir().join(format!("ringfence-cli-{}", std::process::id()));
    fs::create_dir_all(&folder).expect("a folder of the test");
    fs::write(folder.join("bodies.csv"), "id,kind\nnorth,clustre\n").expect("a file of the test");
    let faulty = ringfence(&["check", &folder.display().to_string()]);
    fs::remove_dir_all(&folder).expect("a folder of the test");
    assert_eq!(faulty.status.code(), Some(1));
    let said = String::from_utf8_lossy(&faulty.stderr).into_owned();
    assert!(said.contains("bodies.csv, row 2, column kind"), "{said}");

    assert_eq!(
        ringfence(&["check", "no/such/folder"]).status.code(),
        Some(1)
    );
    assert_eq!(ringfence(&["check"]).status.code(), Some(2));
    assert_eq!(ringfence(&[]).status.code(), Some(2));
    assert_eq!(ringfence(&["help"]).status.code(), Some(0));
}

/// A folder with files of a test, which goes when the test ends.
struct Folder(std::path::PathBuf);

impl Folder {
    fn with(name: &str, files: &[(&str, &str)]) -> Folder {
        let name = format!("ringfence-cli-{name}-{}", std::process::id());
        let folder = std::env::temp_dir().join(name);
        fs::create_dir_all(&folder).expect("a folder of the test");
        for (file, text) in files {
            fs::write(folder.join(file), text).expect("a file of the test");
        }
        Folder(folder)
    }

    fn file(&self, name: &str) -> String {
        self.0.join(name).display().to_string()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        fs::remove_dir_all(&self.0).expect("a folder of the test");
    }
}

const TWENTIETH: &str = r#"
[book]
id = "twentieth"
title = "A twentieth of each item is kept"

[[rule]]
id = "keep"
question = "roll_over"
streams = "any"

[[rule.value]]
in_force_from = 2015-04-01
outcome = "lapse"
cite = { assumption = "Invented for this test.", by = "its author" }

[[rule.exception]]
label = "a-twentieth"
over = "base"
in_force_from = 2015-04-01
when = { fact = "item.amount", above = "0" }
outcome = "roll_over"
to = "same_line"
amount = { of = 5, in = 100, round = "down" }
cite = { assumption = "Invented for this test.", by = "its author" }
"#;

const NOTHING_KEPT: &str = r#"
[reform]
id = "nothing"
name = "Nothing is kept"
reason = "Invented for this test."
author = "its author"
over = "twentieth"

[[change]]
do = "remove"
rule = "keep"
label = "a-twentieth"
in_force_from = 2015-04-01
"#;

/// Two tiers by hops, and one hop in neither.
const OF_ONE_HOP: &str = r#"
[[rule.exception]]
label = "new"
over = "base"
in_force_from = 2015-04-01
when = { fact = "line.hops", is = 0 }
outcome = "lapse"
amount = "all"
cite = { assumption = "made up", by = "the test" }

[[rule.exception]]
label = "old"
over = "base"
in_force_from = 2015-04-01
when = { fact = "line.hops", at_least = 2 }
outcome = "revert"
amount = "all"
cite = { assumption = "made up", by = "the test" }
"#;

#[test]
fn the_schema_of_rule_books_is_that_of_the_docs() {
    let printed = ringfence(&["rules", "schema"]);
    assert_eq!(printed.status.code(), Some(0));
    let kept = include_str!("../../ringfence/docs/rule-book.schema.json");
    assert_eq!(String::from_utf8_lossy(&printed.stdout), kept);
}

#[test]
fn files_of_rules_are_checked_together_and_every_fault_names_its_file() {
    let folder = Folder::with(
        "check",
        &[
            ("twentieth.toml", TWENTIETH),
            ("nothing.toml", NOTHING_KEPT),
            ("gap.toml", &format!("{TWENTIETH}{OF_ONE_HOP}")),
            ("faulty.toml", &TWENTIETH.replace("streams", "strems")),
            (
                "astray.toml",
                &NOTHING_KEPT.replace("rule = \"keep\"", "rule = \"kept\""),
            ),
        ],
    );
    let check = |files: &[&str]| {
        let files: Vec<String> = files.iter().map(|file| folder.file(file)).collect();
        let files = files.iter().map(String::as_str);
        ringfence(
            &["rules", "check"]
                .into_iter()
                .chain(files)
                .collect::<Vec<_>>(),
        )
    };
    let well = check(&["twentieth.toml", "nothing.toml"]);
    assert_eq!(well.status.code(), Some(0));
    assert!(String::from_utf8_lossy(&well.stdout).contains("reform of twentieth"));
    let warned = check(&["gap.toml"]);
    assert_eq!(warned.status.code(), Some(0), "a warning is no fault");
    let said = String::from_utf8_lossy(&warned.stdout).into_owned();
    assert!(said.contains("gap.toml: warning: line "), "{said}");
    assert!(said.contains("line.hops of 1 is in neither"), "{said}");
    let faulty = check(&[
        "twentieth.toml",
        "faulty.toml",
        "astray.toml",
        "missing.toml",
    ]);
    assert_eq!(faulty.status.code(), Some(1));
    let said = String::from_utf8_lossy(&faulty.stderr).into_owned();
    assert!(
        said.contains("faulty.toml: line 9, rule[0].strems"),
        "{said}"
    );
    assert!(said.contains("did you mean \"streams\"?"), "{said}");
    assert!(
        said.contains("astray.toml: line 9, change[0].rule"),
        "{said}"
    );
    assert!(said.contains("missing.toml: "), "{said}");
    let utf_16 = [[0xff, 0xfe], [0x5b, 0x00]].concat();
    fs::write(folder.file("spreadsheet.toml"), utf_16).expect("a file of the test");
    let no_text = check(&["spreadsheet.toml"]);
    assert_eq!(no_text.status.code(), Some(1));
    let said = String::from_utf8_lossy(&no_text.stderr).into_owned();
    let says = "spreadsheet.toml: found bytes that are no text, expected TOML or JSON";
    assert!(said.contains(says), "{said}");
    assert_eq!(ringfence(&["rules", "check"]).status.code(), Some(2));
}

#[test]
fn an_item_is_explained_under_the_rules_of_a_file() {
    let folder = Folder::with(
        "explain",
        &[
            ("twentieth.toml", TWENTIETH),
            ("nothing.toml", NOTHING_KEPT),
        ],
    );
    let facts = ringfence(&["rules", "facts"]);
    assert!(String::from_utf8_lossy(&facts.stdout).contains("item.tied"));

    let explain = |more: &[&str]| {
        let first = ["rules", "explain", "seeds/aberwen", "phones-order"];
        ringfence(&[&first, more].concat())
    };
    let kept = explain(&["--rules", &folder.file("twentieth.toml")]);
    let said = String::from_utf8_lossy(&kept.stdout).into_owned();
    // A twentieth of £10,000.
    assert!(said.starts_with("£500.00 rolls over"), "{said}");
    let lapsed = explain(&["--rules", &folder.file("nothing.toml"), "--as", "json"]);
    let said = String::from_utf8_lossy(&lapsed.stdout).into_owned();
    assert!(said.contains("\"outcome\": \"lapse\""), "{said}");
    let page = explain(&["--rules", &folder.file("nothing.toml"), "--as", "html"]);
    let said = String::from_utf8_lossy(&page.stdout).into_owned();
    assert!(
        said.starts_with("<section>\n<h3>£10,000.00 lapses. The order itself stands: "),
        "{said}"
    );
    let unknown = ringfence(&["rules", "explain", "seeds/aberwen", "phones"]);
    assert_eq!(unknown.status.code(), Some(1));
    let said = String::from_utf8_lossy(&unknown.stderr).into_owned();
    assert!(
        said.contains("no item \"phones\"") && said.contains("phones-order"),
        "{said}"
    );
}

/// North was given £30,000 and spent £22,000; the year is closed under the book of the folder.
const CLOSED: [(&str, &str); 7] = [
    (
        "bodies.csv",
        "id,kind,parent\naberwen,government,\nupland,health_board,aberwen\nnorth,cluster,upland\n",
    ),
    ("streams.csv", "id,purposes\nwinter-care,beds\n"),
    (
        "notices.csv",
        "stream,from,to,year,amount,effective\n\
         winter-care,aberwen,north,2025-26,30000,2025-04-01\n",
    ),
    (
        "spends.csv",
        "stream,body,purpose,year,amount,effective\n\
         winter-care,north,beds,2025-26,22000,2026-01-12\n",
    ),
    (
        "closes.csv",
        "year,effective,book\n2025-26,2026-04-20,twentieth.toml\n",
    ),
    ("twentieth.toml", TWENTIETH),
    ("nothing.toml", NOTHING_KEPT),
];

#[test]
fn an_item_of_a_closed_year_is_explained_as_it_stood_before() {
    let folder = Folder::with("closed", &CLOSED);
    let name = folder.0.display().to_string();
    let explain = |year: &str, more: &[&str]| {
        let item = "free:north/winter-care/2025-26/non-recurrent";
        let first = ["rules", "explain", &name, item, "--year", year];
        let done = ringfence(&[&first, more].concat());
        let fault = String::from_utf8_lossy(&done.stderr).into_owned();
        assert_eq!(done.status.code(), Some(0), "{fault}");
        String::from_utf8_lossy(&done.stdout).into_owned()
    };
    // Under the book that was in force: a twentieth of £8,000.
    let closed = "2025-26 is closed: this is what the book twentieth says of it as it stood just \
                  before.";
    let said = explain("2025-26", &[]);
    let begins = format!("{closed}\n\n£400.00 rolls over on the same line");
    assert!(said.starts_with(&begins), "{said}");
    // Under another one.
    let nothing = folder.file("nothing.toml");
    let said = explain("2025-26", &["--rules", &nothing]);
    assert!(said.contains("\n\n£8,000.00 lapses."), "{said}");
    let said = explain("2025-26", &["--as", "html"]);
    assert!(said.starts_with(&format!("<p>{closed}</p>\n<section>")));
    let read: serde_json::Value =
        serde_json::from_str(&explain("2025-26", &["--as", "json"])).expect("JSON");
    assert_eq!(read[0]["arithmetic"]["whole"], "8000.00");
    // The year that takes entries is as it was: of the £400 that were kept a twentieth is.
    let said = explain("2026-27", &[]);
    assert!(said.starts_with("£20.00 rolls over"), "{said}");
}

#[test]
fn all_duties_of_a_book_stand_in_one_table() {
    let duties = |more: &[&str]| {
        let first = ["rules", "duties", "seeds/wales", "--rules"];
        let done = ringfence(&[&first, more].concat());
        let said = [&done.stdout, &done.stderr].map(|it| String::from_utf8_lossy(it).into_owned());
        (done.status.code(), said.concat())
    };
    // A deficit of £41.3m against a total of £35.0m; the source says so, too.
    let (code, said) = duties(&["w11-control-totals", "--year", "2018-19"]);
    assert_eq!(code, Some(0), "{said}");
    let title = "Duties, 2018-19, under w11-control-totals";
    assert!(said.starts_with(title), "{said}");
    let betsi = |heading| cell(&said, title, "betsi-cadwaladr", heading);
    let row = ["status", "shortfall", "published"].map(betsi);
    assert_eq!(row, ["not_met", "£6,300,000", "not_met"], "{said}");
    // A book without duties has none; no year has opened here, so one is to be named.
    let (code, said) = duties(&["wales-2016", "--year", "2018-19"]);
    assert_eq!(code, Some(0), "{said}");
    assert!(said.contains("The book lays no duty on a body"), "{said}");
    let (code, said) = duties(&["w11-control-totals"]);
    assert_eq!(code, Some(1), "{said}");
    let says = "no year of the folder has opened yet: name one with --year";
    assert!(said.starts_with(says), "{said}");
    let checked = ringfence(&["check", "seeds/wales"]);
    let said = String::from_utf8_lossy(&checked.stdout).into_owned();
    assert!(said.contains("no year has opened yet: the first opens by itself"));
}

#[test]
fn a_duty_is_explained_for_a_year_whether_that_is_closed_or_not() {
    let explain = |duty: &str| {
        let rules = ["--rules", "w11-control-totals", "--year", "2018-19"];
        let done = ringfence(&[&["rules", "explain", "seeds/wales", duty], &rules[..]].concat());
        let said = [&done.stdout, &done.stderr].map(|it| String::from_utf8_lossy(it).into_owned());
        (done.status.code(), said.concat())
    };
    // A deficit of £41.3m against a total of £35.0m.
    let (code, said) = explain("duty:control-total/betsi-cadwaladr");
    assert_eq!(code, Some(0), "{said}");
    assert!(
        said.contains("not met") && said.contains("£6,300,000.00"),
        "{said}"
    );
    let (code, said) = explain("duty:control-totals/betsi-cadwaladr");
    assert_eq!(code, Some(1), "{said}");
    assert!(
        said.contains("no duty \"control-totals/betsi-cadwaladr\" in 2018-19")
            && said.contains("duty:control-total/betsi-cadwaladr"),
        "{said}"
    );
}

#[test]
fn presets_and_files_are_compared_in_one_table_with_sums() {
    let files = [
        ("twentieth.toml", TWENTIETH),
        ("nothing.toml", NOTHING_KEPT),
    ];
    let folder = Folder::with("table", &files);
    let compared = ringfence(&[
        "rules",
        "compare",
        "seeds/aberwen",
        "wales-2016",
        "committee-2017",
        &folder.file("nothing.toml"),
        "--year",
        "2018-19",
    ]);
    let said = String::from_utf8_lossy(&compared.stdout).into_owned();
    assert_eq!(compared.status.code(), Some(0), "{said}");
    let title = "committee-2017, nothing compared with wales-2016";
    // The same sum as in the demo, which a hand calculation holds.
    assert!(
        row(&said, title, "all, committee-2017").contains(&"£377,000"),
        "{said}"
    );
    assert!(
        !row(&said, title, "all, nothing").contains(&"£377,000"),
        "{said}"
    );
    let none = ringfence(&[
        "rules",
        "compare",
        "seeds/aberwen",
        "wales-2015",
        "bma-2017",
    ]);
    assert!(String::from_utf8_lossy(&none.stderr).contains("did you mean \"wales-2016\"?"));
}

const OF_A_FOLDER: &str = r#"
[book]
id = "winter"
title = "Winter money"

[[fact]]
id = "evaluated"
type = "flag"
of = "body"
meaning = "whether it was evaluated"

[[rule]]
id = "winter"
question = "roll_over"
streams = ["winter-cares"]

[[rule.value]]
in_force_from = 2025-04-01
outcome = "roll_over"
to = { body = "upland", stream = "cores" }
cite = { assumption = "Invented for this test.", by = "its author" }
"#;

#[test]
fn what_rules_name_is_looked_for_in_a_folder() {
    let ledger = Folder::with(
        "named-in",
        &[
            (
                "bodies.csv",
                "id,kind\naberwen,government\nupland,health_board\n",
            ),
            ("streams.csv", "id,purposes\nwinter-care,beds\ncore,beds\n"),
            (
                "facts.csv",
                "fact,type,body,value,effective,evidence\n\
                 evaluted,flag,upland,true,2025-05-01,a report\n\
                 evaluated,text,upland,yes,2025-05-02,a report\n",
            ),
        ],
    );
    let rules = Folder::with("naming", &[("winter.toml", OF_A_FOLDER)]);
    let file = rules.file("winter.toml");
    let folder = ledger.0.display().to_string();
    let checked = ringfence(&["rules", "check", &file, "--folder", &folder]);
    assert_eq!(checked.status.code(), Some(0));
    let said = String::from_utf8_lossy(&checked.stdout).into_owned();
    let warnings: Vec<&str> = said
        .lines()
        .filter_map(|line| line.split_once(": warning: ").map(|(_, warning)| warning))
        .collect();
    assert_eq!(
        warnings,
        [
            "line 12, rule[0].streams: found the stream winter-cares, which is not in the ledger, \
             expected a stream of the ledger, such as \"winter-care\".",
            "line 17, rule[0].value[0].to: found the stream cores, which is not in the ledger, \
             expected a stream of the ledger, such as \"core\".",
            "fact: found the fact evaluted of a body, recorded by entry 5, expected a fact that \
             the book declares, such as \"evaluated\".",
            "fact: found the fact evaluated of a body, recorded by entry 6, expected true or \
             false, as declared.",
        ]
    );
    let alone = ringfence(&["rules", "check", &file]);
    assert!(!String::from_utf8_lossy(&alone.stdout).contains("warning"));
}
