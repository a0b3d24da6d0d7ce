//! `ringfence rules explain --ask`: what rules say of a draft that nobody has posted.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// Two rules over orders: none above £5,000, and the board's approval above £2,000.
const ORDERS: &str = r#"
[book]
id = "orders"
title = "Orders, invented for this test"

[[rule]]
id = "ceiling"
question = "control"
streams = ["cluster"]
drafts = ["commit"]

[[rule.value]]
in_force_from = 2016-04-01
outcome = "refuse"
up_to = "5000"
cite = { assumption = "For this test.", by = "the author" }

[[rule]]
id = "signature"
question = "approval"
streams = "any"
drafts = ["commit"]

[[rule.value]]
in_force_from = 2016-04-01
outcome = "approval"
by = "board"
up_to = "2000"
cite = { assumption = "For this test.", by = "the author" }
"#;

const ORDER: [&str; 7] = [
    "commit",
    "id=o9",
    "stream=cluster",
    "body=north",
    "purpose=access",
    "year=2018-19",
    "effective=2019-01-15",
];

struct Rules(PathBuf);

impl Rules {
    fn file(name: &str) -> Rules {
        let name = format!("ringfence-ask-{name}-{}.toml", std::process::id());
        let path = std::env::temp_dir().join(name);
        fs::write(&path, ORDERS).expect("a file of the test");
        Rules(path)
    }

    fn explain(&self, ask: &[&str], more: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_ringfence"))
            .args(["rules", "explain", "seeds/aberwen", "--rules"])
            .arg(&self.0)
            .args(more)
            .arg("--ask")
            .args(ask)
            .current_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("../.."))
            .output()
            .expect("the command runs")
    }

    fn says(&self, amount: &str, more: &[&str]) -> String {
        let done = self.explain(&[&ORDER[..], &[amount]].concat(), more);
        let fault = String::from_utf8_lossy(&done.stderr).into_owned();
        assert_eq!(done.status.code(), Some(0), "{fault}");
        String::from_utf8(done.stdout).expect("text")
    }

    fn fails(&self, ask: &[&str]) -> String {
        let done = self.explain(ask, &[]);
        assert_eq!(done.status.code(), Some(1));
        String::from_utf8(done.stderr).expect("text")
    }
}

impl Drop for Rules {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.0);
    }
}

#[test]
fn each_rule_says_what_it_answers_to_a_draft_and_why() {
    let rules = Rules::file("each");
    // £6,000 is £1,000 above the ceiling of £5,000, and above the £2,000 of the signature.
    let said = rules.says("amount=6000", &[]);
    let no = "£6,000.00 may not be asked for: no more than £5,000.00 may.\n\
              Rule ceiling of the book orders, as in force on 2019-01-15.";
    assert!(said.starts_with(no), "{said}");
    assert!(
        said.contains("\n  - £1,000.00 may not be (base)\n"),
        "{said}"
    );
    let needs = "\n\n£6,000.00 may be asked for with the approval of board.\n\
                 Rule signature of the book orders";
    assert!(said.contains(needs), "{said}");

    // At the ceiling itself the first says nothing against it; at £2,000 neither does. What stands
    // against it is told first, wherever its rule is in the book.
    let said = rules.says("amount=5000", &[]);
    let needs = "£5,000.00 may be asked for with the approval of board.\n";
    assert!(said.starts_with(needs), "{said}");
    assert!(said.contains("\n\n£5,000.00 may be asked for.\n"), "{said}");
    let said = rules.says("amount=2000", &[]);
    assert_eq!(
        said.matches("£2,000.00 may be asked for.\n").count(),
        2,
        "{said}"
    );
    let said = rules.says("amount=2000.01", &[]);
    assert!(
        said.contains("£2,000.01 may be asked for with the approval of board."),
        "{said}"
    );
}

#[test]
fn what_is_asked_is_explained_in_each_form() {
    let rules = Rules::file("forms");
    let said = |form| rules.says("amount=6000", &["--as", form]);
    assert!(said("markdown").starts_with("**£6,000.00 may not be asked for"));
    let json = said("json");
    let read: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!(read[0]["arithmetic"]["whole"], "6000.00");
    assert_eq!(read[1]["rule"], "signature");
    let html = said("html");
    assert_eq!(html.matches("<section>").count(), 2, "{html}");
    let sum = "<td style=\"text-align: right\">£1,000.00</td>";
    assert!(html.contains(sum), "{html}");
}

#[test]
fn a_draft_that_does_not_read_is_told_by_its_field() {
    let rules = Rules::file("faults");
    let said = rules.fails(&[&ORDER[..], &["amount=six"]].concat());
    assert!(said.starts_with("--ask: amount: found \"six\""), "{said}");
    let said = rules.fails(&[&ORDER[..], &["amount=1", "amount=2"]].concat());
    assert_eq!(
        said,
        "--ask: amount: found \"2\"; expected each field once\n"
    );
    let said = rules.fails(&[&ORDER[..], &["amount"]].concat());
    assert!(
        said.starts_with("--ask: field: found \"amount\"; expected a name"),
        "{said}"
    );
    let said = rules.fails(&[&ORDER[..], &["amount=1", "colour=red"]].concat());
    assert!(said.contains("--ask: colour: "), "{said}");
    // One letter of five apart, the nearest; two of four apart, all that there are.
    let said = rules.fails(&[&ORDER[..], &["amount=1", "rolle=nurse"]].concat());
    let near = "--ask: rolle: found a field that does not exist here; expected role?\n";
    assert_eq!(said, near);
    let said = rules.fails(&[&ORDER[..], &["amount=1", "line=north"]].concat());
    let all = "--ask: line: found a field that does not exist here; expected id, stream, body, ";
    assert!(said.starts_with(all), "{said}");
    let said = rules.fails(&["open", "id=north"]);
    let asks = "--ask: what is asked for: found \"open\"; expected ";
    assert!(said.starts_with(asks) && said.contains("commit"), "{said}");
}

#[test]
fn a_draft_that_no_rule_is_asked_about_is_told_why() {
    let rules = Rules::file("none");
    let nowhere = ORDER.map(|field| match field {
        "body=north" => "body=norht",
        other => other,
    });
    let said = rules.fails(&[&nowhere[..], &["amount=1"]].concat());
    let begins = "no rule of the book orders is asked about this commit: the ledger refuses it";
    assert!(said.starts_with(begins) && said.contains("norht"), "{said}");
    let spend = [&["spend"], &ORDER[2..], &["amount=1"]].concat();
    let said = rules.fails(&spend);
    let begins = "no rule of the book orders is asked about this spend: none covers its stream";
    assert!(said.starts_with(begins), "{said}");
}
