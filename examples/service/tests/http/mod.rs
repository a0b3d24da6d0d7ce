//! A client of few lines: one connection that stays open, one answer for each request.

use serde_json::Value;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

pub(crate) struct Client {
    stream: TcpStream,
    read: Vec<u8>,
}

impl Client {
    pub(crate) async fn to(port: u16) -> Client {
        let stream = TcpStream::connect(("127.0.0.1", port))
            .await
            .expect("it listens");
        stream.set_nodelay(true).expect("a socket");
        let read = Vec::new();
        Client { stream, read }
    }

    pub(crate) async fn get(&mut self, path: &str) -> (u16, Value) {
        let request = format!("GET {path} HTTP/1.1\r\nhost: here\r\n\r\n");
        self.asked(&request).await
    }

    pub(crate) async fn post(&mut self, path: &str, body: &str) -> (u16, Value) {
        let size = body.len();
        let request = format!(
            "POST {path} HTTP/1.1\r\nhost: here\r\ncontent-type: application/json\r\n\
             content-length: {size}\r\n\r\n{body}"
        );
        self.asked(&request).await
    }

    async fn asked(&mut self, request: &str) -> (u16, Value) {
        self.stream
            .write_all(request.as_bytes())
            .await
            .expect("it is sent");
        loop {
            if let Some((status, body, rest)) = answered(&self.read) {
                let value = serde_json::from_slice(body).unwrap_or(Value::Null);
                self.read = rest.to_vec();
                return (status, value);
            }
            let mut part = [0; 65_536];
            let count = self.stream.read(&mut part).await.expect("it answers");
            assert!(count > 0, "the connection was closed before an answer");
            self.read.extend_from_slice(&part[..count]);
        }
    }
}

/// The status and body of an answer that has come whole, and what came after it.
fn answered(read: &[u8]) -> Option<(u16, &[u8], &[u8])> {
    let end = read.windows(4).position(|it| it == b"\r\n\r\n")? + 4;
    let head = std::str::from_utf8(&read[..end])
        .expect("a head in ASCII")
        .to_lowercase();
    let status = head
        .split(' ')
        .nth(1)
        .and_then(|it| it.parse().ok())
        .expect("a status");
    let size = head
        .lines()
        .find_map(|line| line.strip_prefix("content-length: "));
    let size: usize = size.map_or(0, |it| it.trim().parse().expect("a size"));
    let body = read.get(end..end + size)?;
    Some((status, body, &read[end + size..]))
}
