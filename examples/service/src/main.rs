//! `ringfence-service ADDRESS [HOST:PORT]`: serves the book in a file or on a server.

#![forbid(unsafe_code)]

use std::process::ExitCode;

use ringfence_service::{Desk, app};
use ringfence_store::{Book, open_at};
use tokio::net::TcpListener;

fn main() -> ExitCode {
    match served() {
        Ok(()) => ExitCode::SUCCESS,
        Err(no) => {
            eprintln!("{no}");
            ExitCode::FAILURE
        }
    }
}

fn served() -> Result<(), Box<dyn std::error::Error>> {
    let mut said = std::env::args().skip(1);
    let address = said
        .next()
        .ok_or("say which book: ringfence-service ADDRESS [HOST:PORT]")?;
    let at = said.next().unwrap_or_else(|| "127.0.0.1:8080".to_owned());
    let (desk, owner) = Desk::open(Book::open(open_at(&address)?)?);
    let runtime = tokio::runtime::Runtime::new()?;
    runtime.block_on(async {
        let listener = TcpListener::bind(&at).await?;
        println!("listening on http://{}", listener.local_addr()?);
        axum::serve(listener, app(desk))
            .with_graceful_shutdown(asked_to_end())
            .await
    })?;
    // What was accepted is answered; then the book is closed.
    drop(runtime);
    owner
        .join()
        .map_err(|_| "the thread of the book broke off")?;
    Ok(())
}

/// Waits until somebody asks the service to end: Ctrl-C, or SIGTERM.
async fn asked_to_end() {
    let interrupted = tokio::signal::ctrl_c();
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut ended) = signal(SignalKind::terminate()) {
            tokio::select! {
                _ = interrupted => {}
                _ = ended.recv() => {}
            }
            return;
        }
    }
    let _ = interrupted.await;
}
