//! `ringfence committee-return`: what it says in each form, and whom it does not know.

use std::path::Path;
use std::process::{Command, Output};

fn ringfence(arguments: &[&str]) -> Output {
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    Command::new(env!("CARGO_BIN_EXE_ringfence"))
        .arg("committee-return")
        .args(arguments)
        .current_dir(workspace)
        .output()
        .expect("the command starts")
}

fn said(form: &str) -> String {
    let arguments = ["seeds/wales", "powys", "--stream", "cluster", "--as", form];
    let output = ringfence(&arguments);
    assert!(output.status.success());
    String::from_utf8(output.stdout).expect("text")
}

#[test]
fn the_answers_of_powys_are_written_in_each_form() {
    let text = said("text");
    assert!(text.starts_with("What Powys Teaching Health Board answers"));
    assert!(text.contains("15 June 2015") && text.lines().all(|it| it.chars().count() <= 120));
    assert!(said("markdown").contains("| cluster | 2016-17 | 5 April 2016 | 453 (£000) |"));
    assert!(said("html").contains("no figure published"));
    let json: serde_json::Value = serde_json::from_str(&said("json")).expect("JSON");
    assert_eq!(json["answers"][4]["rows"][1][3], "not recorded");
}

#[test]
fn a_board_that_is_not_there_is_named_with_the_nearest() {
    let output = ringfence(&["seeds/wales", "powis"]);
    assert_eq!(output.status.code(), Some(1));
    let said = String::from_utf8(output.stderr).expect("text");
    assert!(said.contains("powis") && said.contains("powys"), "{said}");
}
