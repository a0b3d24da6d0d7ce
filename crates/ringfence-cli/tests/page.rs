//! The chapter "Write your own rule": its files and commands, as a reader would try them.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

const PAGE: &str = include_str!("../../ringfence/docs/write_a_rule.md");

/// A block of the page: the line that stands before it, its language and its text.
struct Block<'a> {
    before: &'a str,
    language: &'a str,
    text: &'a str,
}

fn blocks() -> Vec<Block<'static>> {
    let parts: Vec<&str> = PAGE.split("```").collect();
    let pairs = parts.chunks_exact(2);
    let block = |pair: &[&'static str]| {
        let (language, text) = pair[1].split_once('\n').expect("a block of lines");
        let before = pair[0].trim_end().lines().last().unwrap_or_default();
        Block {
            before,
            language,
            text,
        }
    };
    pairs.map(block).collect()
}

/// The file that a block is, where the line before it names one.
fn name_of(block: &Block<'static>) -> Option<&'static str> {
    let name = block.before.strip_prefix('`')?.strip_suffix("`:")?;
    (block.language != "text").then_some(name)
}

fn written(folder: &Path) {
    for block in blocks() {
        let Some(name) = name_of(&block) else {
            continue;
        };
        let path = folder.join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder of the test");
        fs::write(path, block.text).expect("a file of the test");
    }
}

/// Runs a command of the page and sees each line below it in what it says, in order.
fn says(folder: &Path, command: &str, expected: &str) {
    let words: Vec<&str> = command.split_whitespace().collect();
    assert_eq!(words[0], "ringfence");
    let ran = Command::new(env!("CARGO_BIN_EXE_ringfence"))
        .args(&words[1..])
        .current_dir(folder)
        .output()
        .expect("the command starts");
    let said = [ran.stdout, ran.stderr].concat();
    let said = String::from_utf8(said).expect("a text");
    let mut rest = said.lines();
    for line in expected.lines().filter(|line| *line != "…") {
        assert!(
            rest.any(|said| said.trim_end() == line),
            "{command} does not say {line:?} there:\n{said}"
        );
    }
}

#[test]
fn every_command_of_the_page_says_what_the_page_says() {
    let folder: PathBuf = std::env::temp_dir().join(format!("ringfence-{}", std::process::id()));
    written(&folder);
    let mut count = 0;
    for block in blocks().iter().filter(|block| block.language == "text") {
        for command in block.text.split("$ ").skip(1) {
            let (command, expected) = command.split_once('\n').expect("a command, then lines");
            says(&folder, command, expected);
            count += 1;
        }
    }
    fs::remove_dir_all(&folder).expect("the folder of the test");
    assert_eq!(count, 4);
}

#[test]
fn the_rule_of_the_page_is_the_file_that_its_code_reads() {
    let winter = blocks()
        .into_iter()
        .find(|block| name_of(block) == Some("winter.toml"));
    let kept = include_str!("../../ringfence/docs/winter.toml");
    assert_eq!(winter.expect("the rule").text, kept);
}
