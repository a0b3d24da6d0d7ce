//! Runs every scenario under `tests/scenarios`, and sees that every code has its two.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use ringfence::journal::Rejection;
use ringfence_testkit::scenario::Scenario;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/scenarios")
}

fn files(under: &Path, all: &mut Vec<PathBuf>) {
    let mut found: Vec<PathBuf> = fs::read_dir(under)
        .expect("a folder of scenarios")
        .map(|entry| entry.expect("an entry of the folder").path())
        .collect();
    found.sort();
    for path in found {
        if path.is_dir() {
            files(&path, all);
        } else if path.extension().is_some_and(|it| it == "toml") {
            all.push(path);
        }
    }
}

fn scenarios() -> Vec<PathBuf> {
    let mut all = Vec::new();
    files(&folder(), &mut all);
    all.retain(|path| !path.starts_with(folder().join("base")));
    all
}

fn read(path: &Path) -> Result<Scenario, String> {
    let base = |name: &str| {
        let path = folder().join("base").join(format!("{name}.toml"));
        fs::read_to_string(path).map_err(|fault| format!("base {name}: {fault}"))
    };
    Scenario::read(&fs::read_to_string(path).expect("a scenario"), base)
}

#[test]
fn every_scenario_comes_out_as_it_says() {
    let mut wrong = Vec::new();
    for path in scenarios() {
        let came_out = read(&path).and_then(|scenario| {
            let refuses = scenario.refused().is_some();
            let folder_says_no = path.parent().is_some_and(|it| it.ends_with("no"));
            if refuses != folder_says_no {
                return Err("a refusal stands under no/, anything else under yes/".to_owned());
            }
            scenario.run()
        });
        if let Err(what) = came_out {
            wrong.push(format!(
                "{}: {what}",
                path.strip_prefix(folder()).unwrap().display()
            ));
        }
    }
    assert!(
        wrong.is_empty(),
        "{} scenarios:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

#[test]
fn every_code_has_a_scenario_and_its_nearest_yes() {
    let mut no = BTreeSet::new();
    let mut yes = BTreeSet::new();
    for path in scenarios() {
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        match read(&path).unwrap().refused() {
            Some(code) if code == name => no.insert(name),
            Some(_) => continue,
            None => yes.insert(name),
        };
    }
    for code in Rejection::CODES {
        assert!(no.contains(*code), "no scenario gives {code}");
        assert!(
            yes.contains(&format!("{code}-nearest")),
            "no yes is near to {code}"
        );
    }
}
