//! The service from end to end: its answers, its refusals, its faults, its end, and its crowd.

mod http;

use std::time::{Duration, Instant};

use http::Client;
use ringfence::journal::Header;
use ringfence::state::Selection;
use ringfence_service::{Desk, app};
use ringfence_store::{AnyStore, Book, SqliteStore, create_at, open_at};
use ringfence_testkit::conformance::Folder;
use ringfence_testkit::server::Server;
use serde_json::{Value, json};

/// A service over a new book, and where that is.
struct Served {
    port: u16,
    address: String,
    end: tokio::sync::oneshot::Sender<()>,
    ended: tokio::task::JoinHandle<()>,
    owner: std::thread::JoinHandle<()>,
}

impl Served {
    async fn in_a_file(folder: &Folder) -> Served {
        Served::over(folder.path().join("book").display().to_string()).await
    }

    async fn over(address: String) -> Served {
        let store = create_at(&address).expect("a new book");
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
            address,
            end,
            ended,
            owner,
        }
    }

    /// Ends the service, and opens what it leaves.
    async fn left(self) -> Book<AnyStore> {
        self.end.send(()).expect("it is running");
        self.ended.await.expect("it ends well");
        self.owner.join().expect("the book is closed");
        Book::open(open_at(&self.address).expect("it opens")).expect("it holds")
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
    let folder = Folder::new();
    let served = Served::in_a_file(&folder).await;
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

    let book = served.left().await;
    assert_eq!(json!(book.ledger().head().hash.to_string()), first["hash"]);
}

#[tokio::test]
async fn what_cannot_be_read_is_told_with_every_place() {
    let folder = Folder::new();
    let served = Served::in_a_file(&folder).await;
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
    served.left().await;
}

#[tokio::test]
async fn every_path_of_the_document_answers() {
    let folder = Folder::new();
    let served = Served::in_a_file(&folder).await;
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
    served.left().await;
}

#[tokio::test]
async fn a_store_that_fails_is_an_error_and_loses_nothing() {
    let folder = Folder::new();
    let served = Served::in_a_file(&folder).await;
    let mut client = Client::to(served.port).await;
    set_up(&mut client).await;
    // Another tool takes a guard away and cuts the journal: the book no longer follows its file.
    let tool = rusqlite::Connection::open(&served.address).expect("any tool opens it");
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
        SqliteStore::open(&served.address).is_err(),
        "a guard is missing"
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_crowd_never_oversells_a_file() {
    let folder = Folder::new();
    never_oversold("a file", Served::in_a_file(&folder).await).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_crowd_never_oversells_a_database() {
    let server = Server::start().unwrap_or_else(|fault| panic!("{fault}"));
    let address = server.url("postgres", "book=aberwen");
    never_oversold("a database", Served::over(address).await).await;
}

/// Thirty-two connections that post for `SECONDS`: as many are accepted as there is money for, and
/// nothing is answered but receipts and refusals.
async fn never_oversold(what: &str, served: Served) {
    let seconds = std::env::var("SECONDS")
        .ok()
        .and_then(|it| it.parse().ok())
        .unwrap_or(2);
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
        "{what}: {} requests in {seconds} s, {} a second; p50 {:?}, p99 {:?}; accepted {} and {}",
        took.len(),
        took.len() as u64 / seconds.max(1),
        at(50),
        at(99),
        accepted[0],
        accepted[1]
    );
    let book = served.left().await;
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
    let verified = book.verify(None);
    assert!(verified.is_sound(), "{:?}", verified.faults);
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
