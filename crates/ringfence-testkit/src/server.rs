//! A PostgreSQL server of a test's own.

use std::fs;
use std::io;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};

/// What to do where no server can be started.
const HOW: &str = "tests of PostgreSQL start a server of their own: install one, on Debian by \
                   apt-get install --yes postgresql";

/// A PostgreSQL server of a test's own: on this machine only, on a free port, in a folder of its
/// own, and gone with the test however that ends.
///
/// ```no_run
/// use ringfence_testkit::server::Server;
///
/// let server = Server::start()?;
/// let url = server.url("postgres", "book=aberwen");
/// assert!(url.starts_with("postgresql://postgres@127.0.0.1:"));
/// # Ok::<(), std::io::Error>(())
/// ```
///
/// It trusts whoever comes from this machine, but the role `guarded`, who says a password. Its
/// programs are looked for where Debian puts them, then on the path; as root they run as the user
/// `postgres`. A process beside it waits for the end of the test and stops the server then.
#[derive(Debug)]
pub struct Server {
    folder: PathBuf,
    programs: PathBuf,
    port: u16,
    watch: Option<Child>,
}

/// Whether a server offers TLS.
#[derive(Clone, Copy, Debug)]
pub enum Certified<'a> {
    /// It offers none.
    No,
    /// With a certificate and its key, both in PEM form.
    By {
        /// The certificate.
        certificate: &'a str,
        /// Its key.
        key: &'a str,
    },
}

impl Server {
    /// Starts a server.
    ///
    /// ```no_run
    /// use ringfence_testkit::server::Server;
    ///
    /// let server = Server::start()?;
    /// let url = server.url("postgres", "book=aberwen"); // an empty database
    /// # Ok::<(), std::io::Error>(())
    /// ```
    ///
    /// # Errors
    /// Where PostgreSQL is not installed, with a line that says how to, or does not start.
    pub fn start() -> io::Result<Server> {
        Server::start_certified(Certified::No)
    }

    /// Starts a server that may offer TLS.
    ///
    /// ```no_run
    /// use ringfence_testkit::server::{Certified, Server};
    ///
    /// let certificate = std::fs::read_to_string("server.pem")?;
    /// let key = std::fs::read_to_string("server.key")?;
    /// let certified = Certified::By { certificate: &certificate, key: &key };
    /// let server = Server::start_certified(certified)?;
    /// # Ok::<(), std::io::Error>(())
    /// ```
    ///
    /// # Errors
    /// As of [`start`](Server::start).
    pub fn start_certified(certified: Certified<'_>) -> io::Result<Server> {
        let mut server = Server {
            programs: programs()?,
            port: free_port()?,
            folder: new_folder()?,
            watch: None,
        };
        server.watch = Some(server.watched()?);
        let program = |name: &str| server.programs.join(name).display().to_string();
        let data = server.data();
        server.run(&[
            &program("initdb"),
            "-D",
            &data,
            "-U",
            "postgres",
            "-A",
            "trust",
            "--no-sync",
            "-E",
            "UTF8",
            "--locale=C",
        ])?;
        let trust = "local all all trust\nhost all guarded 127.0.0.1/32 scram-sha-256\n\
                     host all all 127.0.0.1/32 trust\n";
        fs::write(server.folder.join("data/pg_hba.conf"), trust)?;
        let folder = server.folder.display();
        let mut settings = format!(
            "listen_addresses = '127.0.0.1'\nport = {}\nunix_socket_directories = '{folder}'\n",
            server.port
        );
        if let Certified::By { certificate, key } = certified {
            server.write("server.pem", certificate)?;
            server.write("server.key", key)?;
            settings.push_str(&format!(
                "ssl = on\nssl_cert_file = '{folder}/server.pem'\n\
                 ssl_key_file = '{folder}/server.key'\n"
            ));
        }
        let before = fs::read_to_string(server.folder.join("data/postgresql.conf"))?;
        fs::write(
            server.folder.join("data/postgresql.conf"),
            before + &settings,
        )?;
        server.go_on()?;
        Ok(server)
    }

    /// The address of a database, for a role that needs no password, with what is asked after the
    /// question mark.
    pub fn url(&self, database: &str, asked: &str) -> String {
        self.url_as("postgres", database, asked)
    }

    /// The same for another role, `name` or `name:password`.
    pub fn url_as(&self, role: &str, database: &str, asked: &str) -> String {
        format!(
            "postgresql://{role}@127.0.0.1:{}/{database}?{asked}",
            self.port
        )
    }

    /// The port on which it listens.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// A folder that goes with the server.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Starts it again on the same port, where it was stopped.
    ///
    /// ```no_run
    /// # let server = ringfence_testkit::server::Server::start()?;
    /// server.stop()?; // a night without power
    /// server.go_on()?;
    /// # Ok::<(), std::io::Error>(())
    /// ```
    ///
    /// # Errors
    /// Where it does not start.
    pub fn go_on(&self) -> io::Result<()> {
        let log = self.folder.join("log").display().to_string();
        self.control(&["-w", "-t", "60", "-l", &log, "start"])
    }

    /// Stops it in good order: what is under way is broken off, what was committed stays.
    ///
    /// ```no_run
    /// # let server = ringfence_testkit::server::Server::start()?;
    /// let before = server.port();
    /// server.stop()?;
    /// server.go_on()?;
    /// assert_eq!(server.port(), before); // what was opened before finds it again
    /// # Ok::<(), std::io::Error>(())
    /// ```
    ///
    /// # Errors
    /// Where it does not stop.
    pub fn stop(&self) -> io::Result<()> {
        self.control(&["-w", "-t", "60", "-m", "fast", "stop"])
    }

    /// Kills it, as a power cut would, and waits until it is gone.
    ///
    /// ```no_run
    /// # let server = ringfence_testkit::server::Server::start()?;
    /// server.kill()?; // in the midst of what it does
    /// server.go_on()?; // what it said yes to is there
    /// # Ok::<(), std::io::Error>(())
    /// ```
    ///
    /// # Errors
    /// Where it is not there.
    pub fn kill(&self) -> io::Result<()> {
        let state = fs::read_to_string(self.folder.join("data/postmaster.pid"))?;
        let pid = state.lines().next().unwrap_or_default();
        // The others of its processes end when the first one does; the port is free then.
        let gone = format!(
            "all=\"{pid} $(ps -o pid= --ppid {pid})\"; kill -9 {pid}; for one in $all; do \
             while kill -0 $one 2>/dev/null && [ \"$(ps -o stat= -p $one | cut -c1)\" != Z ]; do \
             sleep 0.02; done; done"
        );
        self.run(&["sh", "-c", &gone])?;
        // Where nobody has taken note of its end, it would pass for one that still runs.
        let socket = format!(".s.PGSQL.{}", self.port);
        for name in ["data/postmaster.pid", &socket, &format!("{socket}.lock")] {
            fs::remove_file(self.folder.join(name))?;
        }
        Ok(())
    }

    fn data(&self) -> String {
        self.folder.join("data").display().to_string()
    }

    fn control(&self, arguments: &[&str]) -> io::Result<()> {
        let (program, data) = (self.programs.join("pg_ctl"), self.data());
        let program = program.display().to_string();
        let mut all = vec![program.as_str(), "-D", &data, "-s"];
        all.extend(arguments);
        self.run(&all)
    }

    /// Writes a file that only the server's user reads.
    fn write(&self, name: &str, text: &str) -> io::Result<()> {
        let path = self.folder.join(name);
        fs::write(&path, text)?;
        let path = path.display().to_string();
        if is_root() {
            done(Command::new("chown").args(["postgres:", &path]))?;
        }
        done(Command::new("chmod").args(["600", &path]))
    }

    fn run(&self, arguments: &[&str]) -> io::Result<()> {
        done(as_user(arguments).current_dir(&self.folder))
    }

    /// A shell that waits until this process is gone, whatever ended it, and then stops the
    /// server and takes its folder away.
    fn watched(&self) -> io::Result<Child> {
        let program = self.programs.join("pg_ctl").display().to_string();
        let user = if is_root() {
            "runuser -u postgres -- "
        } else {
            ""
        };
        let (data, folder) = (self.data(), self.folder.display());
        let script = format!(
            "trap '' INT HUP TERM; cat; cd '{folder}'; \
             {user}'{program}' -D '{data}' -s -m immediate stop; cd /; rm -rf '{folder}'"
        );
        let mut shell = Command::new("sh");
        let shell = shell.args(["-c", &script]).stdin(Stdio::piped());
        shell.stdout(Stdio::null()).stderr(Stdio::null()).spawn()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        if let Some(mut watch) = self.watch.take() {
            // Its input ends here, and it does its work.
            drop(watch.stdin.take());
            let _ = watch.wait();
        }
    }
}

fn is_root() -> bool {
    let id = Command::new("id").arg("-u").output();
    id.is_ok_and(|id| id.stdout.trim_ascii() == b"0")
}

/// A program that runs as the user of a server: never as root.
fn as_user(arguments: &[&str]) -> Command {
    if is_root() {
        let mut command = Command::new("runuser");
        command.args(["-u", "postgres", "--"]).args(arguments);
        command
    } else {
        let mut command = Command::new(arguments[0]);
        command.args(&arguments[1..]);
        command
    }
}

fn done(command: &mut Command) -> io::Result<()> {
    // Not through a pipe: the server would keep it open.
    let command = command.stdin(Stdio::null()).stdout(Stdio::null());
    let status = command.stderr(Stdio::null()).status()?;
    if status.success() {
        return Ok(());
    }
    let what = format!("{command:?} ended with {status}");
    Err(io::Error::other(what))
}

/// The newest programs where Debian puts them, or those of the path.
fn programs() -> io::Result<PathBuf> {
    let versions = fs::read_dir("/usr/lib/postgresql").into_iter().flatten();
    let version = |path: &PathBuf| {
        let name = path.file_name().and_then(|name| name.to_str());
        name.and_then(|name| name.parse::<u32>().ok())
    };
    let newest = versions
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.join("bin/initdb").exists())
        .max_by_key(version);
    if let Some(newest) = newest {
        return Ok(newest.join("bin"));
    }
    let path = std::env::var_os("PATH").unwrap_or_default();
    let found = std::env::split_paths(&path).find(|folder| folder.join("initdb").exists());
    found.ok_or_else(|| io::Error::new(io::ErrorKind::NotFound, HOW))
}

fn free_port() -> io::Result<u16> {
    Ok(TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port())
}

fn new_folder() -> io::Result<PathBuf> {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let number = NEXT.fetch_add(1, Ordering::Relaxed);
    let name = format!("ringfence-server-{}-{number}", std::process::id());
    let path = std::env::temp_dir().join(name);
    fs::create_dir(&path)?;
    if is_root() {
        let path = path.display().to_string();
        done(Command::new("chown").args(["postgres:", &path]))?;
    }
    Ok(path)
}
