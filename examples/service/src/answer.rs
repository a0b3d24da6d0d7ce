//! Answers as JSON.

use axum::Json;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use ringfence::journal::{Detail, FieldFault, Refusals, Rejection};
use ringfence::state::Receipt;
use serde_json::{Map, Value, json};

use crate::desk::Posted;

/// What came of a draft: 200 and a receipt, 409 and a refusal, 503 where the store failed.
pub(crate) fn posted(outcome: Posted) -> Response {
    match outcome {
        Ok(Ok(receipt)) => (StatusCode::OK, Json(of_receipt(receipt))).into_response(),
        Ok(Err(no)) => refused(&no),
        Err(no) => failed(&no),
    }
}

/// A refusal: its code, its sentence and its numbers, and what else stands against it.
pub(crate) fn refused(no: &Refusals) -> Response {
    let mut body = of_rejection(no.first());
    body["others"] = no.others().iter().map(of_rejection).collect();
    (StatusCode::CONFLICT, Json(body)).into_response()
}

/// A request that cannot be read: every fault at once.
pub(crate) fn unreadable(faults: &[FieldFault]) -> Response {
    let faults: Vec<Value> = faults
        .iter()
        .map(|it| json!({"field": it.field, "found": it.found, "expected": it.expected}))
        .collect();
    let body = json!({"code": "unreadable", "message": "the request has faults", "faults": faults});
    (StatusCode::BAD_REQUEST, Json(body)).into_response()
}

/// A store that failed: whether the act may have been applied stands in its sentence.
pub(crate) fn failed(no: &str) -> Response {
    let body = json!({"code": "store_failed", "message": no});
    (StatusCode::SERVICE_UNAVAILABLE, Json(body)).into_response()
}

fn of_receipt(receipt: Receipt) -> Value {
    json!({
        "entry": receipt.entry,
        "hash": receipt.hash.to_string(),
        "effective": receipt.effective.to_string(),
        "recorded": receipt.recorded.to_string(),
    })
}

fn of_rejection(no: &Rejection) -> Value {
    let details: Map<String, Value> = no
        .details()
        .into_iter()
        .map(|(name, detail)| (name.to_owned(), of_detail(detail)))
        .collect();
    json!({"code": no.code(), "message": no.to_string(), "details": details})
}

/// Money is a text with two places on every wire: no reader turns it into a float by itself.
fn of_detail(detail: Detail) -> Value {
    match detail {
        Detail::Money(sum) => json!(sum),
        Detail::Date(day) => json!(day.to_string()),
        Detail::Year(year) => json!(year.to_string()),
        Detail::Number(number) => json!(number),
        Detail::Text(text) => json!(text),
        Detail::Texts(texts) => json!(texts),
    }
}
