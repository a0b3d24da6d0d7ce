//! Processes beside a test: the test runs itself again, told by its environment what to do.

use std::io::{BufRead, BufReader, Lines, Write};
use std::process::{Child, ChildStdout, Command, Stdio};

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
        let started = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn();
        let mut child = started.expect("a test runs itself again");
        let out = child.stdout.take().expect("it was piped");
        let lines = BufReader::new(out).lines();
        Beside { child, lines }
    }

    /// Lets it go on, where it waits for [`told`].
    pub(crate) fn tell(&mut self) {
        let input = self.child.stdin.as_mut().expect("it was piped");
        input.write_all(b"go on\n").expect("somebody reads");
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

/// Waits until whoever started this process lets it go on.
pub(crate) fn told() {
    let read = std::io::stdin().read_line(&mut String::new());
    assert_ne!(read.expect("a line"), 0, "whoever started this is gone");
}
