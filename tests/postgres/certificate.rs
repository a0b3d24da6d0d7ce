//! Whose server it is.

use std::path::Path;
use std::process::Command;
use std::sync::atomic::{AtomicU32, Ordering};

use ringfence_store::{Book, PostgresStore};
use ringfence_testkit::server::{Certified, Server};

use crate::place::{Place, body, header};

/// An authority, and a certificate that it signs for one host, made anew for this test.
struct Authority {
    folder: std::path::PathBuf,
}

impl Authority {
    fn new(name: &str) -> Authority {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let folder = format!("ringfence-authority-{}-{number}", std::process::id());
        let folder = std::env::temp_dir().join(folder);
        std::fs::create_dir_all(&folder).expect("a folder");
        let made = "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 30 \
                    -keyout ca.key -out ca.pem -subj /CN=";
        openssl(&folder, &format!("{made}{name}"));
        Authority { folder }
    }

    /// A certificate and its key.
    fn certificate(&self, host: &str) -> [String; 2] {
        std::fs::write(self.folder.join("names"), format!("subjectAltName={host}"))
            .expect("written");
        openssl(
            &self.folder,
            "req -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -keyout one.key \
             -out one.csr -subj /CN=server",
        );
        openssl(
            &self.folder,
            "x509 -req -in one.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 30 \
             -out one.pem -extfile names",
        );
        ["one.pem", "one.key"].map(|it| {
            std::fs::read_to_string(self.folder.join(it)).expect("openssl has written it")
        })
    }

    fn asked(&self) -> String {
        let file = self.folder.join("ca.pem");
        format!("book=a&sslmode=verify-full&sslrootcert={}", file.display())
    }
}

impl Drop for Authority {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

fn openssl(folder: &Path, arguments: &str) {
    let mut command = Command::new("openssl");
    let output = command
        .args(arguments.split_whitespace())
        .current_dir(folder)
        .output();
    let output = output.expect("openssl is needed: apt-get install --yes openssl");
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
}

#[test]
fn only_the_server_that_was_named_is_talked_to() {
    let authority = Authority::new("right");
    let [certificate, key] = authority.certificate("IP:127.0.0.1");
    let certified = Certified::By {
        certificate: &certificate,
        key: &key,
    };
    let server = Server::start_certified(certified).unwrap_or_else(|fault| panic!("{fault}"));
    let place = Place::on(&server);
    let url = server.url(&place.database, &authority.asked());
    let mut book = Book::create(
        PostgresStore::create(&url).expect("it is the one"),
        header(),
    );
    let book = book.as_mut().expect("it begins");
    book.post(&body(0)).expect("a body");
    let sql = "SELECT count(*) FROM pg_stat_ssl WHERE ssl";
    let encrypted: i64 = place.tool().query_one(sql, &[]).expect("it reads").get(0);
    assert_eq!(encrypted, 1);

    // One of another name, and one that takes the name of the right one.
    for other in [Authority::new("wrong"), Authority::new("right")] {
        let fault = PostgresStore::open(&server.url(&place.database, &other.asked()));
        let fault = fault.expect_err("another authority").to_string();
        assert!(
            fault.contains("is not signed by the authority in"),
            "{fault}"
        );
    }

    let named = url.replace("127.0.0.1", "localhost");
    let fault = PostgresStore::open(&named)
        .expect_err("another name")
        .to_string();
    assert!(fault.contains("is for another host name"), "{fault}");

    let none = url.replace("ca.pem", "no.pem");
    let fault = PostgresStore::open(&none).expect_err("no file").to_string();
    assert!(
        fault.contains("no certificate of an authority can be read"),
        "{fault}"
    );

    let plain = crate::place::server().url("postgres", &authority.asked());
    let fault = PostgresStore::open(&plain)
        .expect_err("no TLS there")
        .to_string();
    assert!(fault.contains("the server offers no TLS"), "{fault}");
}
