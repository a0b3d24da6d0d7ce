//! What is asked where.

use axum::extract::{Path, Query, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use ringfence::journal::{FieldFault, Refusals};
use ringfence::state::{Ledger, Selection};
use ringfence::view::{self, Table};
use ringfence::word::FinancialYear;
use serde_json::{Value, json};
use std::collections::BTreeMap;

use crate::desk::Desk;
use crate::{answer, request};

const OPENAPI: &str = include_str!("../openapi.json");

/// All routes, over one book.
pub fn app(desk: Desk) -> Router {
    Router::new()
        .route("/health", get(health))
        .route("/openapi.json", get(openapi))
        .route("/drafts", post(post_draft))
        .route("/drafts/check", post(check_draft))
        .route("/positions", get(positions))
        .route("/decisions/{year}", get(decisions))
        .with_state(desk)
}

async fn health(State(desk): State<Desk>) -> Response {
    let head = desk.look(Ledger::head).await;
    match head {
        Ok(head) => {
            Json(json!({"entry": head.entry, "hash": head.hash.to_string()})).into_response()
        }
        Err(no) => answer::failed(&no),
    }
}

async fn openapi() -> Response {
    ([(header::CONTENT_TYPE, "application/json")], OPENAPI).into_response()
}

async fn post_draft(State(desk): State<Desk>, body: String) -> Response {
    match read(&body) {
        Ok(draft) => answer::posted(desk.post(draft).await),
        Err(faults) => answer::unreadable(&faults),
    }
}

async fn check_draft(State(desk): State<Desk>, body: String) -> Response {
    let draft = match read(&body) {
        Ok(draft) => draft,
        Err(faults) => return answer::unreadable(&faults),
    };
    let verdict = desk
        .look(move |ledger| ledger.check(&draft).map(|_| ()))
        .await;
    match verdict {
        Ok(Ok(())) => Json(json!({"allowed": true})).into_response(),
        Ok(Err(no)) => answer::refused(&no),
        Err(no) => answer::failed(&no),
    }
}

async fn positions(
    State(desk): State<Desk>,
    Query(asked): Query<BTreeMap<String, String>>,
) -> Response {
    let selection = match selection(&asked) {
        Ok(selection) => selection,
        Err(faults) => return answer::unreadable(&faults),
    };
    table(
        desk.look(move |ledger| view::positions(ledger, &selection))
            .await,
    )
}

async fn decisions(State(desk): State<Desk>, Path(year): Path<String>) -> Response {
    let year: FinancialYear = match year.parse() {
        Ok(year) => year,
        Err(no) => return answer::unreadable(&[fault("year", &year, &format!("{no}"))]),
    };
    table(
        desk.look(move |ledger| Ok(view::decisions_of(ledger, year)))
            .await,
    )
}

fn table(seen: Result<Result<Table, Refusals>, String>) -> Response {
    match seen {
        Ok(Ok(table)) => (StatusCode::OK, Json(table)).into_response(),
        Ok(Err(no)) => answer::refused(&no),
        Err(no) => answer::failed(&no),
    }
}

fn read(body: &str) -> Result<ringfence::journal::Draft, Vec<FieldFault>> {
    let value: Value =
        serde_json::from_str(body).map_err(|no| vec![fault("body", &no.to_string(), "JSON")])?;
    request::draft(&value)
}

/// Which lines are asked for; every word that is no line's is a fault.
fn selection(asked: &BTreeMap<String, String>) -> Result<Selection, Vec<FieldFault>> {
    let (mut selection, mut faults) = (Selection::default(), Vec::new());
    for (name, text) in asked {
        let read = match name.as_str() {
            "body" => text
                .parse()
                .map(|it| selection.body = Some(it))
                .map_err(|no| format!("{no}")),
            "stream" => text
                .parse()
                .map(|it| selection.stream = Some(it))
                .map_err(|no| format!("{no}")),
            "year" => text
                .parse()
                .map(|it| selection.year = Some(it))
                .map_err(|no| format!("{no}")),
            _ => Err("one of body, stream, year".to_owned()),
        };
        faults.extend(read.err().map(|expected| fault(name, text, &expected)));
    }
    match faults.is_empty() {
        true => Ok(selection),
        false => Err(faults),
    }
}

fn fault(field: &str, found: &str, expected: &str) -> FieldFault {
    FieldFault {
        field: field.to_owned(),
        found: format!("{found:?}"),
        expected: expected.to_owned(),
    }
}
