//! The files of the workspace.

use std::fs;
use std::path::{Path, PathBuf};

use crate::source::Source;

/// The folders and files of ours that lie in the root.
const OURS: [&str; 14] = [
    ".ci",
    "benches",
    "crates",
    "examples",
    "python",
    "seeds",
    "tests",
    "Cargo.toml",
    "CHANGELOG.md",
    "clippy.toml",
    "Makefile",
    "README.md",
    "rustfmt.toml",
    ".gitignore",
];

/// What tools leave behind, in any folder.
const LEFT_BY_TOOLS: [&str; 3] = ["target", "__pycache__", "build"];

pub(crate) fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Every text file of ours, in order of path. Links are not followed.
pub(crate) fn files() -> Vec<Source> {
    let mut paths = Vec::new();
    for name in OURS {
        gather(&root().join(name), &mut paths);
    }
    paths.sort();
    paths.iter().filter_map(|path| read(path)).collect()
}

pub(crate) fn rust_files() -> Vec<Source> {
    files().into_iter().filter(Source::is_rust).collect()
}

fn gather(path: &Path, into: &mut Vec<PathBuf>) {
    let name = path
        .file_name()
        .and_then(|name| name.to_str())
        .unwrap_or_default();
    if path.is_symlink() || LEFT_BY_TOOLS.contains(&name) {
        return;
    }
    let Ok(entries) = fs::read_dir(path) else {
        return into.push(path.to_owned());
    };
    for entry in entries.flatten() {
        let hidden = entry
            .file_name()
            .to_str()
            .is_some_and(|name| name.starts_with('.'));
        if !hidden || entry.path().is_file() {
            gather(&entry.path(), into);
        }
    }
}

/// A file, or nothing where it is not text.
fn read(path: &Path) -> Option<Source> {
    let text = fs::read_to_string(path).ok()?;
    let root = root();
    let below_root = path.strip_prefix(&root).ok()?.to_str()?;
    Some(Source::new(&below_root.replace('\\', "/"), &text))
}
