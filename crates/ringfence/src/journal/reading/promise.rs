//! Earmarks, holds, commitments and spends from their fields.

use crate::journal::act::{Commit, Decommit, Earmark, GiveUp, Hold, Spend, Term};
use crate::journal::field::{A_YEAR, AN_ID, FieldReader, POUNDS};
use crate::noun::{Recurrence, Wording};

pub(super) fn earmark(from: &mut FieldReader<'_>) -> Option<Earmark> {
    let project = from.needed("project", FieldReader::id, AN_ID);
    let stream = from.needed("stream", FieldReader::id, AN_ID);
    let body = from.needed("body", FieldReader::id, AN_ID);
    let year = from.needed("year", FieldReader::year, A_YEAR);
    let amount = from.needed("amount", FieldReader::money, POUNDS);
    let vintage = from.year("vintage");
    let (project, stream, body, year) = (project?, stream?, body?, year?);
    Some(Earmark {
        project,
        stream,
        body,
        year,
        amount: amount?,
        vintage,
    })
}

pub(super) fn hold(from: &mut FieldReader<'_>) -> Option<Hold> {
    let id = from.needed("id", FieldReader::id, AN_ID);
    let stream = from.needed("stream", FieldReader::id, AN_ID);
    let body = from.needed("body", FieldReader::id, AN_ID);
    let project = from.id("project");
    let purpose = from.needed("purpose", FieldReader::id, AN_ID);
    let year = from.needed("year", FieldReader::year, A_YEAR);
    let amount = from.needed("amount", FieldReader::money, POUNDS);
    let vintage = from.year("vintage");
    let (id, stream, body, purpose) = (id?, stream?, body?, purpose?);
    Some(Hold {
        id,
        stream,
        body,
        project,
        purpose,
        year: year?,
        amount: amount?,
        vintage,
    })
}

pub(super) fn commit(from: &mut FieldReader<'_>) -> Option<Commit> {
    let id = from.needed("id", FieldReader::id, AN_ID);
    let stream = from.needed("stream", FieldReader::id, AN_ID);
    let body = from.needed("body", FieldReader::id, AN_ID);
    let project = from.id("project");
    let purpose = from.needed("purpose", FieldReader::id, AN_ID);
    let term = term(from);
    let hold = from.id("hold");
    let vintage = from.year("vintage");
    let cost = from.id("cost");
    let post = super::post::of_commitment(from);
    let tolerance = from.money("tolerance");
    Some(Commit {
        id: id?,
        stream: stream?,
        body: body?,
        project,
        purpose: purpose?,
        term: term?,
        hold,
        vintage,
        cost,
        post,
        tolerance,
    })
}

fn term(from: &mut FieldReader<'_>) -> Option<Term> {
    let recurrence = from.word("recurrence").unwrap_or(Recurrence::NonRecurrent);
    let (other, term) = match recurrence {
        Recurrence::NonRecurrent => {
            let year = from.needed("year", FieldReader::year, A_YEAR);
            let amount = from.needed("amount", FieldReader::money, POUNDS);
            let stray = from.money("annual").map(|_| "annual");
            (
                stray,
                year.zip(amount)
                    .map(|(year, amount)| Term::NonRecurrent { year, amount }),
            )
        }
        Recurrence::Recurrent => {
            let annual = from.needed("annual", FieldReader::money, POUNDS);
            let start = from.needed("start", FieldReader::date, "a day");
            let end = from.date("end");
            let stray = from.money("amount").map(|_| "amount");
            let pair = annual.zip(start);
            (
                stray,
                pair.map(|(annual, start)| Term::Recurrent { annual, start, end }),
            )
        }
    };
    if let Some(stray) = other {
        let found = format!("it in a {} commitment", recurrence.word());
        from.fault(
            stray,
            &found,
            "amount and year for once, annual and start for every year",
        );
    }
    term
}

pub(super) fn spend(from: &mut FieldReader<'_>) -> Option<Spend> {
    let commitment = from.id("commitment");
    let accrual = from.id("accrual");
    let part = from.flag("part");
    let stream = from.id("stream");
    let body = from.id("body");
    let project = from.id("project");
    let purpose = from.id("purpose");
    let year = from.year("year");
    let amount = from.needed("amount", FieldReader::money, POUNDS);
    let is_final = from.flag("final");
    let actual = from.flag("actual");
    let vintage = from.year("vintage");
    let cost = from.id("cost");
    Some(Spend {
        commitment,
        accrual,
        part,
        stream,
        body,
        project,
        purpose,
        year,
        amount: amount?,
        is_final,
        actual,
        vintage,
        cost,
    })
}

pub(super) fn decommit(from: &mut FieldReader<'_>) -> Option<Decommit> {
    let id = from.needed("id", FieldReader::id, AN_ID);
    let amount = from.money("amount");
    Some(Decommit { id: id?, amount })
}

pub(super) fn give_up(from: &mut FieldReader<'_>) -> Option<GiveUp> {
    let id = from.needed("id", FieldReader::id, AN_ID);
    let amount = from.money("amount");
    Some(GiveUp { id: id?, amount })
}
