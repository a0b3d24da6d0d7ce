//! From fields to drafts: the one place that knows how each field is called. Columns of a file,
//! keywords of Python and cells of a sheet all come this way.

use super::act::{
    AddBody, AddStream, AdoptBook, Allocate, Approval, Approve, Commit, Correct, Decommit, Earmark,
    GiveUp, Hold, MarkNotRecorded, Propose, PublishTotal, RecordDelay, Release, Spend, Term, Vire,
};
use super::field::FieldReader;
use super::{Act, ActKind, Draft, FieldFault, FieldValue, Salt, Text};
use crate::noun::{
    BaseRule, BodyKind, ControlMode, Recurrence, ReleaseRule, Stated, StreamKind, Wording,
};
use crate::word::one_of;

/// Fields that every draft may have.
const COMMON: &[&str] = &[
    "effective",
    "recorded",
    "actor",
    "key",
    "name",
    "notice",
    "dated",
    "by",
    "reference",
    "counterparty",
    "evidence",
    "reason",
    "words",
    "source",
    "note",
];

const AN_ID: &str = "an id";
const A_YEAR: &str = "a year such as 2016-17";
const POUNDS: &str = "pounds such as 1234.50";

impl ActKind {
    /// The fields of its own, in the order of a form; every draft may have the common ones, too:
    /// see [`ActKind::common_fields`].
    pub fn fields(self) -> &'static [&'static str] {
        match self {
            ActKind::AddBody => &["id", "kind", "parent", "standing", "from", "until"],
            ActKind::AddStream => &[
                "id",
                "purposes",
                "control",
                "release_required",
                "base",
                "kind",
                "given_by",
                "availability",
            ],
            ActKind::AdoptBook => &["book"],
            ActKind::PublishTotal => &[
                "id",
                "stream",
                "year",
                "amount",
                "stated_unit",
                "stated_places",
                "difference",
            ],
            ActKind::Allocate => &[
                "stream",
                "to",
                "from",
                "year",
                "amount",
                "full_year",
                "recurrence",
                "opening",
                "actual",
                "stated_unit",
                "stated_places",
            ],
            ActKind::MarkNotRecorded => &["stream", "body", "year", "what"],
            ActKind::Vire => &[
                "stream",
                "from",
                "to",
                "to_stream",
                "year",
                "amount",
                "recurrence",
                "vintage",
            ],
            ActKind::Release => &["stream", "to", "year", "amount", "vintage"],
            ActKind::Propose => &["id", "body", "purpose"],
            ActKind::Approve => &["project", "amount", "annual", "start", "end", "adds"],
            ActKind::RecordDelay => &["project", "cause", "attributable_to", "start", "end"],
            ActKind::Earmark => &["project", "stream", "body", "year", "amount", "vintage"],
            ActKind::Hold => &[
                "id", "stream", "body", "project", "purpose", "year", "amount", "vintage",
            ],
            ActKind::Commit => &[
                "id",
                "stream",
                "body",
                "project",
                "purpose",
                "recurrence",
                "year",
                "amount",
                "annual",
                "start",
                "end",
                "hold",
                "vintage",
                "cost",
                "post",
            ],
            ActKind::Spend => &[
                "commitment",
                "stream",
                "body",
                "project",
                "purpose",
                "year",
                "amount",
                "final",
                "actual",
                "vintage",
                "cost",
            ],
            ActKind::Decommit | ActKind::GiveUp => &["id", "amount"],
            ActKind::Correct => &["entry", "posted_as"],
            ActKind::CloseYear | ActKind::OpenYear => &[],
        }
    }

    /// The fields that every draft may have: dates, actor, key and words.
    pub fn common_fields() -> &'static [&'static str] {
        COMMON
    }
}

impl Draft {
    /// Reads a draft from named fields. The salt is left to whoever posts it.
    ///
    /// # Errors
    /// Every fault of every field, at once.
    pub fn read(kind: ActKind, fields: &[(String, FieldValue)]) -> Result<Draft, Vec<FieldFault>> {
        let known = [kind.fields(), COMMON].concat();
        let mut reader = FieldReader::new(fields, &known);
        let act = act_of(kind, &mut reader);
        let effective = reader.date("effective");
        let recorded = reader.date("recorded");
        let actor = reader.id("actor");
        let key = reader.id("key");
        let text = text_of(&mut reader);
        match act {
            Some(act) if reader.faults.is_empty() => Ok(Draft {
                effective,
                recorded,
                actor,
                key,
                act,
                text,
                salt: Salt::default(),
            }),
            _ => Err(reader.faults),
        }
    }
}

fn text_of(from: &mut FieldReader<'_>) -> Text {
    Text {
        name: from.words("name"),
        notice: from.words("notice"),
        dated: from.words("dated"),
        by: from.words("by"),
        reference: from.words("reference"),
        counterparty: from.words("counterparty"),
        evidence: from.words("evidence"),
        reason: from.words("reason"),
        words: from.words("words"),
        source: from.words("source"),
        note: from.words("note"),
    }
}

fn act_of(kind: ActKind, from: &mut FieldReader<'_>) -> Option<Act> {
    match kind {
        ActKind::AddBody => add_body(from).map(Act::AddBody),
        ActKind::AddStream => add_stream(from).map(Act::AddStream),
        ActKind::AdoptBook => adopt_book(from).map(Act::AdoptBook),
        ActKind::PublishTotal => publish_total(from).map(Act::PublishTotal),
        ActKind::Allocate => allocate(from).map(Act::Allocate),
        ActKind::MarkNotRecorded => mark_not_recorded(from).map(Act::MarkNotRecorded),
        ActKind::Vire => vire(from).map(Act::Vire),
        ActKind::Release => release(from).map(Act::Release),
        ActKind::Propose => propose(from).map(Act::Propose),
        ActKind::Approve => approve(from).map(Act::Approve),
        ActKind::RecordDelay => record_delay(from).map(Act::RecordDelay),
        ActKind::Earmark => earmark(from).map(Act::Earmark),
        ActKind::Hold => hold(from).map(Act::Hold),
        ActKind::Commit => commit(from).map(Act::Commit),
        ActKind::Spend => spend(from).map(Act::Spend),
        ActKind::Decommit => decommit(from).map(Act::Decommit),
        ActKind::GiveUp => give_up(from).map(Act::GiveUp),
        ActKind::Correct => correct(from).map(Act::Correct),
        ActKind::CloseYear | ActKind::OpenYear => {
            from.fault(
                "kind",
                kind.event_word(),
                "a plan: plan the close, then close by the plan",
            );
            None
        }
    }
}

fn add_body(from: &mut FieldReader<'_>) -> Option<AddBody> {
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

fn add_stream(from: &mut FieldReader<'_>) -> Option<AddStream> {
    let id = from.needed("id", FieldReader::id, AN_ID);
    let purposes = from.needed("purposes", FieldReader::ids, "at least one purpose");
    let control = from.word("control").unwrap_or(ControlMode::Block);
    let required = from.flag("release_required");
    let base = from.word("base").unwrap_or(BaseRule::Anticipated);
    let kind = from.word("kind").unwrap_or(StreamKind::Revenue);
    let source = from.id("given_by");
    let availability = from.id("availability");
    let release = if required {
        ReleaseRule::Required
    } else {
        ReleaseRule::NotRequired
    };
    let (id, purposes) = (id?, purposes?);
    Some(AddStream {
        id,
        purposes,
        control,
        release,
        base,
        kind,
        source,
        availability,
    })
}

fn adopt_book(from: &mut FieldReader<'_>) -> Option<AdoptBook> {
    let book = from.needed("book", FieldReader::words, "the text of a rule book")?;
    Some(AdoptBook {
        book: book.to_string(),
    })
}

fn publish_total(from: &mut FieldReader<'_>) -> Option<PublishTotal> {
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

fn stated(from: &mut FieldReader<'_>) -> Option<Stated> {
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

fn allocate(from: &mut FieldReader<'_>) -> Option<Allocate> {
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
    })
}

fn mark_not_recorded(from: &mut FieldReader<'_>) -> Option<MarkNotRecorded> {
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

fn vire(from: &mut FieldReader<'_>) -> Option<Vire> {
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

fn release(from: &mut FieldReader<'_>) -> Option<Release> {
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

fn propose(from: &mut FieldReader<'_>) -> Option<Propose> {
    let id = from.needed("id", FieldReader::id, AN_ID);
    let body = from.needed("body", FieldReader::id, AN_ID);
    let purpose = from.needed("purpose", FieldReader::id, AN_ID);
    Some(Propose {
        id: id?,
        body: body?,
        purpose: purpose?,
    })
}

fn approve(from: &mut FieldReader<'_>) -> Option<Approve> {
    let project = from.needed("project", FieldReader::id, AN_ID);
    let amount = from.money("amount");
    let annual = from.money("annual");
    let (start, end) = (from.date("start"), from.date("end"));
    let adds = from.flag("adds");
    let sum = match (amount, annual) {
        (Some(amount), None) => Some(Approval::Once { amount }),
        (None, Some(annual)) => Some(Approval::Annual {
            annual,
            from: start,
            until: end,
        }),
        _ => {
            from.fault(
                "amount",
                "both or neither of amount and annual",
                "one of the two",
            );
            None
        }
    };
    Some(Approve {
        project: project?,
        sum: sum?,
        adds,
    })
}

fn record_delay(from: &mut FieldReader<'_>) -> Option<RecordDelay> {
    let project = from.needed("project", FieldReader::id, AN_ID);
    let cause = from.needed("cause", FieldReader::id, "one word such as procurement");
    let attributable_to = from.id("attributable_to").map(Into::into);
    let start = from.needed("start", FieldReader::date, "a day");
    let end = from.date("end");
    Some(RecordDelay {
        project: project?,
        cause: cause?,
        attributable_to,
        start: start?,
        end,
    })
}

fn earmark(from: &mut FieldReader<'_>) -> Option<Earmark> {
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

fn hold(from: &mut FieldReader<'_>) -> Option<Hold> {
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

fn commit(from: &mut FieldReader<'_>) -> Option<Commit> {
    let id = from.needed("id", FieldReader::id, AN_ID);
    let stream = from.needed("stream", FieldReader::id, AN_ID);
    let body = from.needed("body", FieldReader::id, AN_ID);
    let project = from.id("project");
    let purpose = from.needed("purpose", FieldReader::id, AN_ID);
    let term = term(from);
    let hold = from.id("hold");
    let vintage = from.year("vintage");
    let cost = from.id("cost");
    let post = from.id("post");
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

fn spend(from: &mut FieldReader<'_>) -> Option<Spend> {
    let commitment = from.id("commitment");
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

fn decommit(from: &mut FieldReader<'_>) -> Option<Decommit> {
    let id = from.needed("id", FieldReader::id, AN_ID);
    let amount = from.money("amount");
    Some(Decommit { id: id?, amount })
}

fn give_up(from: &mut FieldReader<'_>) -> Option<GiveUp> {
    let id = from.needed("id", FieldReader::id, AN_ID);
    let amount = from.money("amount");
    Some(GiveUp { id: id?, amount })
}

fn correct(from: &mut FieldReader<'_>) -> Option<Correct> {
    let entry = from.whole("entry");
    let posted_as = from.id("posted_as");
    if entry.is_some() == posted_as.is_some() {
        from.fault(
            "entry",
            "both or neither of entry and posted_as",
            "one of the two",
        );
    }
    Some(Correct { entry, posted_as })
}
