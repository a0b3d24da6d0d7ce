//! Set-up and records from their fields.

use super::control::tolerance;
use super::money::stated;
use crate::journal::act::{
    AddBody, AddStream, AdoptBook, MarkNotRecorded, OpenYear, PublishTotal, Reopen, Sign,
};
use crate::journal::field::{A_YEAR, AN_ID, FieldReader, POUNDS};
use crate::noun::{BaseRule, BodyKind, ControlMode, ReleaseRule, StreamKind, Wording};
use crate::word::one_of;

pub(super) fn add_body(from: &mut FieldReader<'_>) -> Option<AddBody> {
    let id = from.needed("id", FieldReader::id, AN_ID);
    let kinds: Vec<&str> = BodyKind::WORDS.iter().map(|(word, _)| *word).collect();
    let kind = from.needed("kind", FieldReader::word, &one_of(&kinds));
    let parent = from.id("parent");
    let standing = from.word("standing");
    let first = from.date("from");
    let until = from.date("until");
    Some(AddBody {
        id: id?,
        kind: kind?,
        parent,
        standing,
        from: first,
        until,
    })
}

pub(super) fn add_stream(from: &mut FieldReader<'_>) -> Option<AddStream> {
    let id = from.needed("id", FieldReader::id, AN_ID);
    let purposes = from.needed("purposes", FieldReader::ids, "at least one purpose");
    let parent = from.id("parent");
    let control = from.word("control").unwrap_or(ControlMode::Block);
    let tolerance = tolerance(from);
    let required = from.flag("release_required");
    let base = from.word("base").unwrap_or(BaseRule::Anticipated);
    let kind = from.word("kind").unwrap_or(StreamKind::Revenue);
    let source = from.id("given_by");
    let suspense = from.flag("suspense");
    let availability = from.id("availability");
    let contributions = from.word("contributions").unwrap_or_default();
    let release = if required {
        ReleaseRule::Required
    } else {
        ReleaseRule::NotRequired
    };
    let (id, purposes) = (id?, purposes?);
    Some(AddStream {
        id,
        purposes,
        parent,
        control,
        tolerance,
        release,
        base,
        kind,
        source,
        suspense,
        availability,
        contributions,
    })
}

pub(super) fn adopt_book(from: &mut FieldReader<'_>) -> Option<AdoptBook> {
    let book = from.needed("book", FieldReader::whole_text, "the text of a rule book");
    let replaces = from.whole_text("replaces");
    let book = book?;
    Some(AdoptBook { book, replaces })
}

pub(super) fn open_year(from: &mut FieldReader<'_>) -> Option<OpenYear> {
    let year = from.needed("year", FieldReader::year, A_YEAR)?;
    Some(OpenYear { year })
}

pub(super) fn reopen(from: &mut FieldReader<'_>) -> Option<Reopen> {
    let year = from.needed("year", FieldReader::year, A_YEAR)?;
    Some(Reopen { year })
}

pub(super) fn sign(from: &mut FieldReader<'_>) -> Option<Sign> {
    let year = from.needed("year", FieldReader::year, A_YEAR)?;
    Some(Sign { year })
}

pub(super) fn publish_total(from: &mut FieldReader<'_>) -> Option<PublishTotal> {
    let id = from.needed("id", FieldReader::id, AN_ID);
    let stream = from.needed("stream", FieldReader::id, AN_ID);
    let year = from.needed("year", FieldReader::year, A_YEAR);
    let amount = from.needed("amount", FieldReader::money, POUNDS);
    let stated = stated(from);
    let difference = from.id("difference");
    let (id, stream, year, amount) = (id?, stream?, year?, amount?);
    Some(PublishTotal {
        id,
        stream,
        year,
        amount,
        stated,
        difference,
    })
}

pub(super) fn mark_not_recorded(from: &mut FieldReader<'_>) -> Option<MarkNotRecorded> {
    let stream = from.needed("stream", FieldReader::id, AN_ID);
    let body = from.needed("body", FieldReader::id, AN_ID);
    let year = from.needed("year", FieldReader::year, A_YEAR);
    let what = from.needed("what", FieldReader::word, "allocation or spend");
    Some(MarkNotRecorded {
        stream: stream?,
        body: body?,
        year: year?,
        what: what?,
    })
}
