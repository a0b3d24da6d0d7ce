//! Notices, releases, virements and corrections from their fields.

use crate::journal::Key;
use crate::journal::act::{Allocate, Anticipate, Contribute, Correct, ReProvide, Release, Vire};
use crate::journal::field::{A_YEAR, AN_ID, FieldReader, POUNDS};
use crate::noun::{ContributionState, Recurrence, Stated, Wording};
use crate::word::one_of;

pub(super) fn allocate(from: &mut FieldReader<'_>) -> Option<Allocate> {
    let stream = from.needed("stream", FieldReader::id, AN_ID);
    let to = from.needed("to", FieldReader::id, AN_ID);
    let giver = from.id("from");
    let year = from.needed("year", FieldReader::year, A_YEAR);
    let amount = from.needed("amount", FieldReader::money, POUNDS);
    let full_year = from.money("full_year");
    let recurrence = from.word("recurrence").unwrap_or(Recurrence::NonRecurrent);
    let opening = from.flag("opening");
    let actual = from.flag("actual");
    let stated = stated(from);
    let confirms = from.id("confirms");
    Some(Allocate {
        stream: stream?,
        to: to?,
        from: giver,
        year: year?,
        amount: amount?,
        full_year,
        recurrence,
        opening,
        actual,
        stated,
        confirms,
    })
}

pub(super) fn anticipate(from: &mut FieldReader<'_>) -> Option<Anticipate> {
    let id = from.needed("id", FieldReader::id, AN_ID);
    let stream = from.needed("stream", FieldReader::id, AN_ID);
    let body = from.needed("body", FieldReader::id, AN_ID);
    let year = from.needed("year", FieldReader::year, A_YEAR);
    let amount = from.needed("amount", FieldReader::money, POUNDS);
    let recurrence = from.word("recurrence").unwrap_or(Recurrence::NonRecurrent);
    Some(Anticipate {
        id: id?,
        stream: stream?,
        body: body?,
        year: year?,
        amount: amount?,
        recurrence,
    })
}

pub(super) fn stated(from: &mut FieldReader<'_>) -> Option<Stated> {
    let unit = from.word("stated_unit");
    let places = from.whole("stated_places");
    match (unit, places) {
        (Some(unit), Some(places)) if places <= 6 => Some(Stated {
            unit,
            places: places as u8,
        }),
        (None, None) => None,
        _ => {
            from.fault(
                "stated_places",
                "half of it",
                "a unit and places from 0 to 6, or neither",
            );
            None
        }
    }
}

pub(super) fn re_provide(from: &mut FieldReader<'_>) -> Option<ReProvide> {
    let stream = from.needed("stream", FieldReader::id, AN_ID);
    let to = from.needed("to", FieldReader::id, AN_ID);
    let year = from.needed("year", FieldReader::year, A_YEAR);
    let amount = from.needed("amount", FieldReader::money, POUNDS);
    let stated = stated(from);
    Some(ReProvide {
        stream: stream?,
        to: to?,
        year: year?,
        amount: amount?,
        stated,
    })
}

pub(super) fn vire(from: &mut FieldReader<'_>) -> Option<Vire> {
    let stream = from.needed("stream", FieldReader::id, AN_ID);
    let giver = from.needed("from", FieldReader::id, AN_ID);
    let to = from.needed("to", FieldReader::id, AN_ID);
    let to_stream = from.id("to_stream");
    let year = from.needed("year", FieldReader::year, A_YEAR);
    let amount = from.needed("amount", FieldReader::money, POUNDS);
    let recurrence = from.word("recurrence").unwrap_or(Recurrence::NonRecurrent);
    let vintage = from.year("vintage");
    Some(Vire {
        stream: stream?,
        from: giver?,
        to: to?,
        to_stream,
        year: year?,
        amount: amount?,
        recurrence,
        vintage,
    })
}

pub(super) fn release(from: &mut FieldReader<'_>) -> Option<Release> {
    let stream = from.needed("stream", FieldReader::id, AN_ID);
    let to = from.needed("to", FieldReader::id, AN_ID);
    let year = from.needed("year", FieldReader::year, A_YEAR);
    let amount = from.needed("amount", FieldReader::money, POUNDS);
    let vintage = from.year("vintage");
    Some(Release {
        stream: stream?,
        to: to?,
        year: year?,
        amount: amount?,
        vintage,
    })
}

pub(super) fn correct(from: &mut FieldReader<'_>) -> Option<Correct> {
    let (entry, posted_as) = entry_or_key(from);
    Some(Correct { entry, posted_as })
}

/// An entry by its number or by its key.
pub(super) fn entry_or_key(from: &mut FieldReader<'_>) -> (Option<u64>, Option<Key>) {
    let entry = from.whole("entry");
    let posted_as = from.id("posted_as");
    if entry.is_some() == posted_as.is_some() {
        from.fault(
            "entry",
            "both or neither of entry and posted_as",
            "one of the two",
        );
    }
    (entry, posted_as)
}

pub(super) fn contribute(from: &mut FieldReader<'_>) -> Option<Contribute> {
    let states: Vec<&str> = ContributionState::WORDS.iter().map(|it| it.0).collect();
    let id = from.needed("id", FieldReader::id, AN_ID);
    let partner = from.needed("partner", FieldReader::id, AN_ID);
    let stream = from.needed("stream", FieldReader::id, AN_ID);
    let body = from.needed("body", FieldReader::id, AN_ID);
    let year = from.needed("year", FieldReader::year, A_YEAR);
    let amount = from.needed("amount", FieldReader::money, POUNDS);
    let state = from.needed("state", FieldReader::word, &one_of(&states));
    let share = from.percent("share");
    Some(Contribute {
        id: id?,
        partner: partner?,
        stream: stream?,
        body: body?,
        year: year?,
        amount: amount?,
        state: state?,
        share,
    })
}
