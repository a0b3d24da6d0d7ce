//! `ringfence plans` and `ringfence fixed-terms`: what is planned, what came of it, and what
//! outlives the base that is certain.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn ringfence(arguments: &[&str]) -> Output {
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    Command::new(env!("CARGO_BIN_EXE_ringfence"))
        .args(arguments)
        .current_dir(workspace)
        .output()
        .expect("the command starts")
}

/// The rows of a table, and where each column stands.
fn told(arguments: &[&str]) -> serde_json::Value {
    let output = ringfence(&[arguments, &["--as", "json"]].concat());
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
    serde_json::from_slice(&output.stdout).expect("JSON")
}

/// Some columns of each row, as texts.
fn rows(of: &serde_json::Value, columns: &[&str]) -> Vec<Vec<String>> {
    let named = of["columns"].as_array().expect("columns");
    let place = |name: &&str| {
        named
            .iter()
            .position(|it| it["name"] == **name)
            .expect("it is there")
    };
    let places: Vec<usize> = columns.iter().map(place).collect();
    let text = |cell: &serde_json::Value| match cell {
        serde_json::Value::String(text) => text.clone(),
        serde_json::Value::Null => String::new(),
        other => other.to_string(),
    };
    let all = of["rows"].as_array().expect("rows").iter();
    all.map(|row| places.iter().map(|at| text(&row[*at])).collect())
        .collect()
}

#[test]
fn the_plans_of_aberwen_are_those_of_its_page() {
    // "Plans for three years" in seeds/aberwen/README.md.
    let north = ["plans", "seeds/aberwen", "--body", "north"];
    let versions = rows(
        &told(&north),
        &["plan", "days_late", "planned_first_year", "state"],
    );
    assert_eq!(
        versions,
        [
            ["north-2017", "0", "80000.00", "in force"],
            ["north-2018", "22", "83000.00", "in force"],
        ]
    );
    let then = told(&[&north[..], &["--as-at", "2018-04-22"]].concat());
    let then = rows(&then, &["plan", "state"]);
    assert_eq!(then[1], ["north-2018", "not published"]);

    let against = ["--show", "against", "--year", "2018-19"];
    let against = told(&[&north[..], &against].concat());
    assert_eq!(
        rows(
            &against,
            &["project", "planned", "committed", "spent", "variance"]
        ),
        [
            ["", "10000.00", "0.00", "3000.00", "7000.00"],
            [
                "north-phones",
                "25000.00",
                "10000.00",
                "5000.00",
                "10000.00"
            ],
            ["pharmacist", "48000.00", "0.00", "48000.00", "0.00"],
        ]
    );
    // The year that is open is 2018-19.
    let open = told(&[&north[..], &["--show", "against"]].concat());
    assert_eq!(open, against);

    let lines = [
        "plans",
        "seeds/aberwen",
        "--body",
        "valley",
        "--show",
        "lines",
    ];
    let lines = rows(&told(&lines), &["year", "planned"]);
    assert_eq!(
        lines,
        [
            ["2017-18", "30000.00"],
            ["2018-19", "40000.00"],
            ["2019-20", "40000.00"]
        ]
    );
}

#[test]
fn plans_are_text_as_well_and_a_body_that_is_not_there_is_told() {
    let output = ringfence(&["plans", "seeds/aberwen"]);
    let text = String::from_utf8(output.stdout).expect("text");
    assert!(
        text.starts_with("Three-year plans") && text.contains("£83,000"),
        "{text}"
    );
    for command in ["plans", "fixed-terms"] {
        let output = ringfence(&[command, "seeds/aberwen", "--body", "nort"]);
        assert_eq!(output.status.code(), Some(1));
        let said = String::from_utf8(output.stderr).expect("text");
        assert!(said.contains("nort"), "{said}");
    }
}

/// A folder of its own that goes with the test.
struct Folder(PathBuf);

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// A nurse of £36,000 a year from October 2017 to September 2020, on a base that 2017-18 states.
fn nurse() -> Folder {
    let folder = std::env::temp_dir().join(format!("ringfence-fixed-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder of the test");
    let line = "cluster,upland,2017-18,36000,recurrent,yes,2017-04-05,letter";
    for (file, text) in [
        (
            "bodies.csv",
            "id,kind,parent\ngov,government,\nupland,health_board,gov\n".to_owned(),
        ),
        (
            "streams.csv",
            "id,purposes,base\ncluster,access,continues\n".to_owned(),
        ),
        (
            "notices.csv",
            format!("stream,to,year,amount,recurrence,opening,effective,notice\n{line}\n"),
        ),
        (
            "commitments.csv",
            "id,stream,body,purpose,recurrence,annual,start,end,effective\n\
             nurse,cluster,upland,access,recurrent,36000,2017-10-01,2020-09-30,2017-09-04\n"
                .to_owned(),
        ),
    ] {
        std::fs::write(folder.join(file), text).expect("a file of the test");
    }
    Folder(folder)
}

#[test]
fn what_outlives_a_base_depends_on_the_rule_that_is_asked() {
    let folder = nurse();
    let at = folder.0.to_str().expect("a path of the test");
    let columns = ["commitment", "confirmed_to", "outlives_from", "beyond"];
    // Without a rule the letter of 2017-18 says nothing of later years: 36,000 twice, and half a
    // year. By the certainty of three years 2019-20 is confirmed, too: half a year is beyond.
    let plain = rows(&told(&["fixed-terms", at]), &columns);
    assert_eq!(plain, [["nurse", "2017-18", "2018-19", "90000.00"]]);
    let certain = told(&["fixed-terms", at, "--rules", "committee-2017-certainty"]);
    assert_eq!(
        rows(&certain, &columns),
        [["nurse", "2019-20", "2020-21", "18000.00"]]
    );
}
