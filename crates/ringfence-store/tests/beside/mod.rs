//! Processes beside a test: the test runs itself again, told by its environment what to do.

use std::io::{BufRead, BufReader, Lines};
use std::path::PathBuf;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};

use ringfence::journal::{ActKind, Draft, FieldValue, Header};
use ringfence_store::{Book, SqliteStore, Store};

/// Where a book is kept: what a process that is started needs to be told.
#[derive(Clone, Debug)]
pub(crate) struct Place(pub(crate) String);

impl Place {
    /// A store in which no book has begun.
    pub(crate) fn create(&self) -> Box<dyn Store> {
        Box::new(SqliteStore::create(&self.0).expect("a name that is free"))
    }

    /// A connection of its own to the store.
    pub(crate) fn open(&self) -> Box<dyn Store> {
        Box::new(SqliteStore::open(&self.0).expect("a book opens"))
    }

    /// The book, every entry of it verified.
    pub(crate) fn book(&self) -> Book<Box<dyn Store>> {
        Book::open_verified(self.open()).expect("the chain holds")
    }
}

/// A folder of one test, which goes with it.
pub(crate) struct Folder(pub(crate) PathBuf);

impl Folder {
    pub(crate) fn new() -> Folder {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let name = format!("ringfence-beside-{}-{number}", std::process::id());
        let path = std::env::temp_dir().join(name);
        std::fs::create_dir_all(&path).expect("a folder of its own");
        Folder(path)
    }

    pub(crate) fn place(&self, name: &str) -> Place {
        Place(self.0.join(name).display().to_string())
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// A process that runs one test of this program, and what it prints.
pub(crate) struct Beside {
    pub(crate) child: Child,
    lines: Lines<BufReader<ChildStdout>>,
}

impl Beside {
    /// Runs a test by its name, with what it is to know.
    pub(crate) fn run(test: &str, known: &[(&str, String)]) -> Beside {
        let program = std::env::current_exe().expect("a test knows where it is");
        let mut command = Command::new(program);
        command.args([test, "--exact", "--nocapture", "--test-threads=1"]);
        command.envs(known.iter().map(|(name, value)| (name, value)));
        let started = command.stdin(Stdio::null()).stdout(Stdio::piped()).spawn();
        let mut child = started.expect("a test runs itself again");
        let out = child.stdout.take().expect("it was piped");
        let lines = BufReader::new(out).lines();
        Beside { child, lines }
    }

    /// The next whole line that begins with a word, without it; nothing once the process ended.
    pub(crate) fn next(&mut self, word: &str) -> Option<String> {
        loop {
            let line = self.lines.next()?.ok()?;
            if let Some(rest) = line.strip_prefix(word).and_then(|it| it.strip_prefix(' ')) {
                return Some(rest.to_owned());
            }
        }
    }
}

impl Drop for Beside {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// What the environment says, as a number.
pub(crate) fn number(name: &str) -> Option<u64> {
    std::env::var(name).ok().and_then(|text| text.parse().ok())
}

/// A draft of fields as a row states them.
pub(crate) fn draft(kind: ActKind, row: &str) -> Draft {
    let pairs = row.split(' ').filter_map(|field| field.split_once('='));
    let typed = |text: &str| FieldValue::Text(text.to_owned());
    let fields: Vec<_> = pairs
        .map(|(name, text)| (name.to_owned(), typed(text)))
        .collect();
    Draft::read(kind, &fields).expect("a row without faults")
}

/// A book with one line of so many pounds.
pub(crate) fn begin(place: &Place, pounds: u64) {
    let header = Header::new("GBP").expect("a currency");
    let mut book = Book::create(place.create(), header).expect("it begins");
    let allocation = format!(
        "stream=core to=gov year=2025-26 amount={pounds} effective=2025-04-01 \
         recurrence=non-recurrent"
    );
    for (kind, row) in [
        (ActKind::AddBody, "id=gov kind=government"),
        (ActKind::AddStream, "id=core purposes=beds"),
        (ActKind::Allocate, &allocation),
    ] {
        book.post(&draft(kind, row)).expect("the line is set up");
    }
}

/// A spend of one pound from that line, under a key.
pub(crate) fn spend(key: &str) -> Draft {
    let row = "stream=core body=gov purpose=beds year=2025-26 amount=1 effective=2025-10-01";
    let mut spend = draft(ActKind::Spend, row).keyed(key.parse().expect("a plain key"));
    spend.text.reference = Some(key.into());
    spend
}
