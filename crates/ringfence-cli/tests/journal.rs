//! A book that lasts, by the command: in from an exported journal, verified, copied, and out again.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use ringfence_testkit::server::Server;

/// A journal of Aberwen, whose hashes were worked out with `sha256sum`.
const JOURNAL: &str = "tests/journal/aberwen.jsonl";

struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Folder {
        let name = format!("ringfence-command-{name}-{}", std::process::id());
        let path = std::env::temp_dir().join(name);
        fs::create_dir_all(&path).expect("a folder of its own");
        Folder(path)
    }

    fn file(&self, name: &str) -> String {
        self.0.join(name).to_str().expect("a plain path").to_owned()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn ringfence(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_ringfence"))
        .args(arguments)
        .current_dir(workspace())
        .output()
        .expect("the command starts")
}

fn well(arguments: &[&str]) -> String {
    let output = ringfence(arguments);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{arguments:?}: {said}");
    String::from_utf8(output.stdout).expect("text")
}

fn faults(arguments: &[&str]) -> String {
    let output = ringfence(arguments);
    assert_eq!(output.status.code(), Some(1), "{arguments:?}");
    String::from_utf8(output.stderr).expect("text")
}

#[test]
fn a_journal_comes_in_is_verified_copied_and_goes_out_the_same() {
    let folder = Folder::new("round");
    let (book, copy, out) = (
        folder.file("book"),
        folder.file("copy"),
        folder.file("out.jsonl"),
    );
    assert!(well(&["import", JOURNAL, &book]).contains("has all"));
    assert!(well(&["verify", &book]).starts_with("all "));
    well(&["snapshot", &book, &copy]);
    assert_eq!(well(&["verify", &copy]), well(&["verify", &book]));
    well(&["export", &copy, &out]);
    let (before, after) = (fs::read(workspace().join(JOURNAL)), fs::read(&out));
    assert_eq!(after.expect("it reads"), before.expect("it reads"));

    let published = well(&["checkpoint", &book, "--origin", "aberwen.example"]);
    assert_eq!(published.lines().next(), Some("aberwen.example"));
    let file = folder.file("checkpoint");
    fs::write(&file, &published).expect("written");
    assert!(well(&["verify", &copy, "--against", &file]).contains("of the checkpoint"));

    // Where something stands already, nothing is written over.
    for arguments in [
        ["import", JOURNAL, &book],
        ["snapshot", &book, &copy],
        ["export", &book, &out],
    ] {
        faults(&arguments);
    }
    assert_eq!(well(&["verify", &copy]), well(&["verify", &book]));
}

#[test]
fn a_journal_with_faults_makes_no_book() {
    let folder = Folder::new("faults");
    let (file, book) = (folder.file("changed.jsonl"), folder.file("book"));
    let text = fs::read_to_string(workspace().join(JOURNAL)).expect("it reads");
    // A letter in a figure: it reads, and its hash is another.
    fs::write(&file, text.replacen("upland", "uplana", 1)).expect("written");
    assert!(faults(&["import", &file, &book]).contains("is not what was written"));
    fs::write(&file, "{\"form\":\n").expect("written");
    assert!(faults(&["import", &file, &book]).contains("line 1"));
    assert!(faults(&["import", &folder.file("none"), &book]).contains("none"));
    assert!(!Path::new(&book).exists());
    assert!(faults(&["verify", &book]).contains("there is no such file"));
    let cut = folder.file("cut");
    well(&["import", JOURNAL, &cut]);
    let checkpoint = folder.file("checkpoint");
    let of_another = "aberwen\n99\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n";
    fs::write(&checkpoint, of_another).expect("written");
    assert!(faults(&["verify", &cut, "--against", &checkpoint]).contains("of 99 entries"));
    fs::write(&checkpoint, "a letter").expect("written");
    assert!(faults(&["verify", &cut, "--against", &checkpoint]).contains("checkpoint"));
}

#[test]
fn a_book_on_a_server_is_handled_as_one_in_a_file() {
    let folder = Folder::new("server");
    let server = Server::start().unwrap_or_else(|fault| panic!("{fault}"));
    let [book, none] = ["aberwen", "none"].map(|it| server.url("postgres", &format!("book={it}")));
    let (file, copy, out) = (
        folder.file("book"),
        folder.file("copy"),
        folder.file("out.jsonl"),
    );
    let all = well(&["import", JOURNAL, &file]);
    let said = well(&["import", JOURNAL, &book]);
    assert_eq!(said.replace(&book, &file), all, "the same entries and head");
    assert_eq!(well(&["verify", &book]), well(&["verify", &file]));
    well(&["export", &book, &out]);
    let (before, after) = (fs::read(workspace().join(JOURNAL)), fs::read(&out));
    assert_eq!(after.expect("it reads"), before.expect("it reads"));
    well(&["snapshot", &book, &copy]);
    assert_eq!(well(&["verify", &copy]), well(&["verify", &file]));

    let origin = ["--origin", "aberwen.example"];
    let published = well(&[&["checkpoint", book.as_str()][..], &origin].concat());
    let checkpoint = folder.file("checkpoint");
    fs::write(&checkpoint, &published).expect("written");
    for place in [&book, &copy, &file] {
        assert!(well(&["verify", place, "--against", &checkpoint]).contains("of the checkpoint"));
    }
    let of_another = "aberwen\n99\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n";
    fs::write(&checkpoint, of_another).expect("written");
    assert!(faults(&["verify", &book, "--against", &checkpoint]).contains("of 99 entries"));

    assert!(faults(&["import", JOURNAL, &book]).contains("holds a book already"));
    let unknown = book.replace("book=", "books=");
    for (wrong, wanted) in [
        (
            none.as_str(),
            "it holds no book yet; create one, or name another",
        ),
        (unknown.as_str(), "\"books\", which is not known"),
        ("postgresql://u:s3cret@127.0.0.1/d", "names no book"),
        (
            "postgresql://u:s3cret@127.0.0.1:1/d?book=a",
            "is the server running?",
        ),
    ] {
        for arguments in [
            &["verify", wrong][..],
            &["checkpoint", wrong],
            &["snapshot", wrong, &folder.file("never")],
            &["export", wrong, &folder.file("never")],
        ] {
            let said = faults(arguments);
            assert!(said.contains(wanted), "{arguments:?}: {said}");
            assert!(!said.contains("s3cret"), "{said}");
        }
    }
    assert!(!Path::new(&folder.file("never")).exists());
    assert_eq!(well(&["verify", &book]), well(&["verify", &file]));
}
