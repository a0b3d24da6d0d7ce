//! Drafts that keep money of an estate's lines for something, or spend it.

use ringfence::journal::act::{Approval, Approve, Commit, Earmark, Hold, Spend, Term};
use ringfence::word::Money;

use super::Estate;
use crate::generate::country::id;

/// A body and a stream.
type Line = (String, String);

pub(super) fn pounds(pence: i64) -> Money {
    Money::from_pence(pence).expect("a sum in range")
}

pub(super) fn earmark(project: &str, (body, stream): &Line, pence: i64) -> Earmark {
    Earmark {
        project: id(project),
        stream: id(stream),
        body: id(body),
        year: Estate::year(),
        amount: pounds(pence),
        vintage: None,
    }
}

pub(super) fn approve(project: &str, (body, stream): &Line, pence: i64) -> Approve {
    Approve {
        project: id(project),
        sum: Approval::Once {
            amount: pounds(pence),
        },
        adds: false,
        body: Some(id(body)),
        stream: Some(id(stream)),
        present: None,
    }
}

pub(super) fn hold(name: &str, (body, stream): &Line, pence: i64) -> Hold {
    Hold {
        id: id(name),
        stream: id(stream),
        body: id(body),
        project: None,
        purpose: id("care"),
        year: Estate::year(),
        amount: pounds(pence),
        vintage: None,
    }
}

pub(super) fn commit(name: &str, (body, stream): &Line, pence: i64) -> Commit {
    Commit {
        id: id(name),
        stream: id(stream),
        body: id(body),
        project: None,
        purpose: id("care"),
        term: Term::NonRecurrent {
            year: Estate::year(),
            amount: pounds(pence),
        },
        hold: None,
        vintage: None,
        cost: None,
        post: None,
        tolerance: None,
    }
}

/// A spend to be authorised.
pub(super) fn spend((body, stream): &Line, pence: i64) -> Spend {
    Spend {
        commitment: None,
        accrual: None,
        part: false,
        stream: Some(id(stream)),
        body: Some(id(body)),
        project: None,
        purpose: Some(id("care")),
        year: Some(Estate::year()),
        amount: pounds(pence),
        is_final: false,
        actual: false,
        vintage: None,
        cost: None,
    }
}
