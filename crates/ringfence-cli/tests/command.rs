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

/// The cells of the first line that begins with some words after a title.
fn row<'a>(text: &'a str, title: &str, begins: &str) -> Vec<&'a str> {
    let after = text
        .find(title)
        .unwrap_or_else(|| panic!("no table {title:?}"));
    let line = text[after..]
        .lines()
        .find(|line| line.trim_start().starts_with(begins));
    let line = line.unwrap_or_else(|| panic!("no row {begins:?} after {title:?}"));
    line.split("  ")
        .map(str::trim)
        .filter(|cell| !cell.is_empty())
        .collect()
}

#[test]
fn the_demo_shows_the_figures_of_wales_as_they_were_stated() {
    let demo = ringfence(&["demo"]);
    assert_eq!(demo.status.code(), Some(0));
    let text = String::from_utf8(demo.stdout).expect("text");
    let powys: Vec<&str> = text
        .lines()
        .filter(|line| line.contains("main letter, day not stated"))
        .collect();
    assert_eq!(powys.len(), 1);
    assert!(powys[0].contains("£453,000") && powys[0].contains("not recorded"));
    for shown in [
        "£272,000",
        "15 June 2015",
        "5 April 2016",
        "not recorded (\"fully utilised\")",
    ] {
        assert!(text.contains(shown), "{shown}");
    }
    let totals = "Published totals";
    let cluster = "Cluster money, all Wales                           2017-18";
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
