//! The service from end to end: its answers, its refusals, its faults, its end, and its crowd.

mod http;

use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

use http::Client;
use ringfence::journal::Header;
use ringfence::state::Selection;
use ringfence_service::{Desk, app};
use ringfence_store::{AnyStore, Book, SqliteStore, create_at, open_at};
use serde_json::{Value, json};

/// A service over a new file, and the file.
struct Served {
    port: u16,
    folder: PathBuf,
    end: tokio::sync::oneshot::Sender<()>,
    ended: tokio::task::JoinHandle<()>,
    owner: std::thread::JoinHandle<()>,
}

impl Served {
    async fn new() -> Served {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let name = format!("ringfence-service-{}-{number}", std::process::id());
        let folder = std::env::temp_dir().join(name);
        std::fs::create_dir_all(&folder).expect("a folder of its own");
        let store = create_at(folder.join("book")).expect("a new file");
        let header = Header::new("GBP").expect("a currency");
        let (desk, owner) = Desk::open(Book::create(store, header).expect("it begins"));
        let listener = tokio::net::TcpListener::bind(("127.0.0.1", 0))
            .await
            .expect("a port");
        let port = listener.local_addr().expect("it has one").port();
        let (end, asked) = tokio::sync::oneshot::channel();
        let ended = tokio::spawn(async move {
            let asked = async {
                let _ = asked.await;
            };
            let serving = axum::serve(listener, app(desk)).with_graceful_shutdown(asked);
            serving.await.expect("it ends well");
        });
        Served {
            port,
            folder,
            end,
            ended,
            owner,
        }
    }

    /// Ends the service, and opens what it leaves.
    async fn left(self) -> (Book<AnyStore>, PathBuf) {
        self.end.send(()).expect("it is running");
        self.ended.await.expect("it ends well");
        self.owner.join().expect("the book is closed");
        let store = open_at(self.folder.join("book")).expect("it opens");
        (Book::open(store).expect("it holds"), self.folder)
    }
}

/// Upland, its winter money of £1,000,000 and its summer money of £100.
async fn set_up(client: &mut Client) {
    for draft in [
        json!({"draft": "add_body", "id": "gov", "kind": "government"}),
        json!({"draft": "add_body", "id": "upland", "kind": "health_board", "parent": "gov"}),
        json!({"draft": "add_stream", "id": "winter", "purposes": ["beds"]}),
        json!({"draft": "add_stream", "id": "summer", "purposes": ["beds"]}),
        letter("winter", "1000000"),
        letter("summer", "100"),
    ] {
        let (status, body) = client.post("/drafts", &draft.to_string()).await;
        assert_eq!(status, 200, "{body}");
    }
}

fn letter(stream: &str, amount: &str) -> Value {
    json!({
        "draft": "allocate", "stream": stream, "to": "upland", "year": "2025-26",
        "amount": amount, "notice": "letter", "effective": "2025-04-07"
    })
}

fn spend(stream: &str, amount: &str, key: &str) -> String {
    json!({
        "draft": "spend", "stream": stream, "body": "upland", "purpose": "beds",
        "year": "2025-26", "amount": amount, "effective": "2025-05-01", "key": key
    })
    .to_string()
}

#[tokio::test]
async fn drafts_are_posted_once_refused_with_their_numbers_and_shown() {
    let served = Served::new().await;
    let mut client = Client::to(served.port).await;
    set_up(&mut client).await;

    let (status, first) = client.post("/drafts", &spend("summer", "60", "one")).await;
    assert_eq!((status, &first["entry"]), (200, &json!(7)));
    let (status, again) = client.post("/drafts", &spend("summer", "60", "one")).await;
    assert_eq!((status, &again), (200, &first));
    let (status, clash) = client.post("/drafts", &spend("summer", "61", "one")).await;
    assert_eq!((status, &clash["code"]), (409, &json!("key_conflict")));

    // £60 of £100 is spent: £40.01 is a penny too much.
    let (status, no) = client
        .post("/drafts", &spend("summer", "40.01", "two"))
        .await;
    assert_eq!(
        (status, &no["code"]),
        (409, &json!("spend_exceeds_available"))
    );
    assert_eq!(no["details"]["short"], json!("0.01"));
    let (status, no) = client
        .post("/drafts/check", &spend("summer", "40.01", "two"))
        .await;
    assert_eq!(
        (status, &no["code"]),
        (409, &json!("spend_exceeds_available"))
    );
    let (status, yes) = client
        .post("/drafts/check", &spend("summer", "40", "two"))
        .await;
    assert_eq!((status, yes), (200, json!({"allowed": true})));

    let (status, head) = client.get("/health").await;
    assert_eq!(
        (status, &head["entry"], &head["hash"]),
        (200, &json!(7), &first["hash"])
    );
    let (status, table) = client.get("/positions?stream=summer&year=2025-26").await;
    assert_eq!(status, 200);
    assert!(table.to_string().contains("\"60.00\""), "{table}");
    assert_eq!(client.get("/decisions/2025-26").await.0, 200);

    let (book, folder) = served.left().await;
    assert_eq!(json!(book.ledger().head().hash.to_string()), first["hash"]);
    std::fs::remove_dir_all(folder).expect("it goes");
}

#[tokio::test]
async fn what_cannot_be_read_is_told_with_every_place() {
    let served = Served::new().await;
    let mut client = Client::to(served.port).await;
    for (body, field) in [
        ("{", "body"),
        ("[]", "body"),
        (r#"{"draft": "pay"}"#, "draft"),
        (
            r#"{"draft": "open_year", "year": "2025", "colour": "red"}"#,
            "colour",
        ),
        (r#"{"draft": "open_year", "year": 2025.5}"#, "year"),
        (
            r#"{"draft": "decommit", "id": "a", "amount": 1.5}"#,
            "amount",
        ),
    ] {
        let (status, no) = client.post("/drafts", body).await;
        assert_eq!((status, &no["code"]), (400, &json!("unreadable")), "{body}");
        let fields: Vec<_> = no["faults"].as_array().expect("a list").iter().collect();
        assert!(
            fields.iter().any(|it| it["field"] == json!(field)),
            "{body}: {no}"
        );
    }
    assert_eq!(client.get("/positions?colour=red").await.0, 400);
    assert_eq!(client.get("/decisions/2025").await.0, 400);
    let (_, folder) = served.left().await;
    std::fs::remove_dir_all(folder).expect("it goes");
}

#[tokio::test]
async fn every_path_of_the_document_answers() {
    let served = Served::new().await;
    let mut client = Client::to(served.port).await;
    let (status, document) = client.get("/openapi.json").await;
    assert_eq!((status, &document["openapi"]), (200, &json!("3.1.0")));
    for (path, methods) in document["paths"].as_object().expect("paths") {
        let path = path.replace("{year}", "2025-26");
        for method in methods.as_object().expect("methods").keys() {
            let (status, _) = match method.as_str() {
                "get" => client.get(&path).await,
                _ => client.post(&path, "{}").await,
            };
            let wanted = if method == "get" { 200 } else { 400 };
            assert_eq!(status, wanted, "{method} {path}");
        }
    }
    let (_, folder) = served.left().await;
    std::fs::remove_dir_all(folder).expect("it goes");
}

#[tokio::test]
async fn a_store_that_fails_is_an_error_and_loses_nothing() {
    let served = Served::new().await;
    let mut client = Client::to(served.port).await;
    set_up(&mut client).await;
    // Another tool takes a guard away and cuts the journal: the book no longer follows its file.
    let tool = rusqlite::Connection::open(served.folder.join("book")).expect("any tool opens it");
    tool.execute_batch(
        "DROP TRIGGER entry_is_kept; PRAGMA foreign_keys = OFF; \
                        DELETE FROM entry WHERE number = 6",
    )
    .expect("without its guard");
    let (status, no) = client.post("/drafts", &spend("winter", "1", "late")).await;
    assert_eq!((status, &no["code"]), (503, &json!("store_failed")));
    served.end.send(()).expect("it is running");
    served.ended.await.expect("it ends well");
    served.owner.join().expect("the book is closed");
    assert!(
        SqliteStore::open(served.folder.join("book")).is_err(),
        "a guard is missing"
    );
    std::fs::remove_dir_all(served.folder).expect("it goes");
}

/// Thirty-two connections that post for `SECONDS`: as many are accepted as there is money for, and
/// nothing is answered but receipts and refusals.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_crowd_never_oversells() {
    let seconds = std::env::var("SECONDS")
        .ok()
        .and_then(|it| it.parse().ok())
        .unwrap_or(2);
    let served = Served::new().await;
    set_up(&mut Client::to(served.port).await).await;
    let port = served.port;
    let until = Instant::now() + Duration::from_secs(seconds);
    let crowd: Vec<_> = (0..32)
        .map(|who| tokio::spawn(posting(port, who, until)))
        .collect();
    let (mut took, mut accepted) = (Vec::new(), [0_u64; 2]);
    for one in crowd {
        let (times, [winter, summer]) = one.await.expect("no panic");
        took.extend(times);
        accepted = [accepted[0] + winter, accepted[1] + summer];
    }
    took.sort_unstable();
    let at = |percent: usize| took[(took.len() - 1) * percent / 100];
    println!(
        "{} requests in {seconds} s, {} a second; p50 {:?}, p99 {:?}; accepted {} and {}",
        took.len(),
        took.len() as u64 / seconds.max(1),
        at(50),
        at(99),
        accepted[0],
        accepted[1]
    );
    let (book, folder) = served.left().await;
    let spent = |stream: &str| {
        let of = Selection {
            stream: Some(stream.parse().expect("an id")),
            ..Selection::default()
        };
        book.ledger().position(&of).expect("in range").spent.pence()
    };
    assert_eq!(
        spent("winter"),
        i64::try_from(accepted[0]).expect("few") * 100
    );
    assert_eq!(
        spent("summer"),
        i64::try_from(accepted[1]).expect("few") * 100
    );
    assert!(accepted[1] <= 100, "£100 is all there is");
    if took.len() > 5_000 {
        assert_eq!(accepted[1], 100, "and all of it was there to be had");
    }
    std::fs::remove_dir_all(folder).expect("it goes");
}

/// Posts £1 after £1, each fifth of the stream that has little.
async fn posting(port: u16, who: u32, until: Instant) -> (Vec<Duration>, [u64; 2]) {
    let mut client = Client::to(port).await;
    let (mut took, mut accepted) = (Vec::new(), [0, 0]);
    let mut number = 0_usize;
    while Instant::now() < until {
        number += 1;
        let place = usize::from(number.is_multiple_of(5));
        let stream = ["winter", "summer"][place];
        let key = format!("crowd-{who}-{number}");
        let start = Instant::now();
        let (status, body) = client.post("/drafts", &spend(stream, "1", &key)).await;
        took.push(start.elapsed());
        match (status, body["code"].as_str()) {
            (200, _) => accepted[place] += 1,
            (409, Some("spend_exceeds_available")) => {}
            other => panic!("{other:?}: {body}"),
        }
    }
    (took, accepted)
}
