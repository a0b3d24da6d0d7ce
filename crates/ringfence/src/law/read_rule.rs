//! Reading rules and their clauses from a file.

use chrono::NaiveDate;

use super::expression::Expression;
use super::fault::{FaultCode, FaultList, Place};
use super::node::NodeKind;
use super::read_clause::{CLAUSE_KEYS, read_clause, read_from};
use super::read_condition::Reader;
use super::read_duty::{DutyOutline, read_duty};
use super::rule::{Clause, Exception, Rule, Streams};
use super::section::{Item, Section};

/// The questions that a rule may answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Question {
    RollOver,
    Duty,
    Later,
}

const QUESTIONS: [(&str, Question); 5] = [
    ("roll_over", Question::RollOver),
    ("control", Question::Later),
    ("virement", Question::Later),
    ("approval", Question::Later),
    ("duty", Question::Duty),
];

/// What was read of the rules of a book, by their questions.
#[derive(Default)]
pub(super) struct Outlines {
    pub(super) rules: Vec<Outline>,
    pub(super) duties: Vec<DutyOutline>,
}

/// What is known of a rule even where parts of it do not load.
pub(super) struct Outline {
    pub(super) id: Option<String>,
    pub(super) place: Place,
    pub(super) labels: Vec<OutlineLabel>,
    pub(super) streams: Option<Streams>,
    /// Nothing where the rule did not load.
    pub(super) rule: Option<Rule>,
}

/// One dated label of a rule: the base case or an exception.
pub(super) struct OutlineLabel {
    pub(super) label: String,
    pub(super) over: Option<String>,
    pub(super) from: Option<NaiveDate>,
    pub(super) place: Place,
}

/// Reads one `[[rule]]`: each question has a reader of its own.
pub(super) fn read_rule(
    item: &Item<'_>,
    reader: &mut Reader<'_>,
    into: &mut Outlines,
    faults: &mut FaultList,
) {
    let Some(section) = item.section(faults) else {
        return;
    };
    match read_question(&section, faults) {
        Some(Question::Duty) => into.duties.push(read_duty(&section, reader, faults)),
        _ => into.rules.push(read_roll_over(&section, reader, faults)),
    }
}

fn read_roll_over(
    section: &Section<'_>,
    reader: &mut Reader<'_>,
    faults: &mut FaultList,
) -> Outline {
    section.allow_only(
        &["id", "title", "question", "streams", "value", "exception"],
        faults,
    );
    let id = section.need_id("id", faults);
    section.find_text("title", faults);
    let streams = section
        .need("streams", "\"any\" or a list of stream ids", faults)
        .and_then(|item| read_streams(&item, faults));
    let mut labels = Vec::new();
    let values = section.find_list("value", faults);
    if values.is_empty() {
        let expected = "a base case: [[rule.value]] with a date, an outcome and a source";
        faults.add(
            section
                .place()
                .fault(FaultCode::NoBase, "a rule without one", expected),
        );
    }
    let base: Vec<_> = values
        .iter()
        .map(|item| read_value(item, &mut labels, reader, faults))
        .collect();
    let exceptions: Vec<_> = section
        .find_list("exception", faults)
        .iter()
        .map(|item| read_exception(item, &mut labels, reader, faults))
        .collect();
    let whole = || {
        Some(Rule {
            id: id?.to_owned(),
            streams: streams.clone()?,
            base: base.into_iter().collect::<Option<_>>()?,
            exceptions: exceptions.into_iter().collect::<Option<_>>()?,
        })
    };
    let rule = whole();
    let id = id.map(str::to_owned);
    Outline {
        id,
        place: section.place().clone(),
        labels,
        streams,
        rule,
    }
}

fn read_question(section: &Section<'_>, faults: &mut FaultList) -> Option<Question> {
    let item = section.need("question", "roll_over or duty", faults)?;
    let question = item.word(&QUESTIONS, faults);
    if question == Some(Question::Later) {
        let expected = "roll_over or duty: this version does not answer the others yet";
        let place = &item.place;
        faults.add(place.fault(FaultCode::NotYet, item.node.found(), expected));
    }
    question
}

fn read_streams(item: &Item<'_>, faults: &mut FaultList) -> Option<Streams> {
    match &item.node.kind {
        NodeKind::Text(text) if text == "any" => Some(Streams::Any),
        NodeKind::List(ids) if !ids.is_empty() => {
            let listed = item.list(faults)?;
            let stream = |id: &Item<'_>| match id.id(faults)? {
                "any" => id.wrong("streams = \"any\" without a list, or ids", faults),
                id => Some(id.to_owned()),
            };
            let ids: Vec<_> = listed.iter().map(stream).collect();
            ids.into_iter().collect::<Option<_>>().map(Streams::These)
        }
        _ => item.wrong("\"any\" or a list of stream ids", faults),
    }
}

fn read_value(
    item: &Item<'_>,
    labels: &mut Vec<OutlineLabel>,
    reader: &mut Reader<'_>,
    faults: &mut FaultList,
) -> Option<Clause> {
    let section = item.section(faults)?;
    let keys: Vec<&str> = CLAUSE_KEYS
        .into_iter()
        .filter(|key| *key != "amount")
        .collect();
    section.allow_only(&keys, faults);
    let from = read_from(&section, faults);
    let place = section.place().clone();
    labels.push(OutlineLabel {
        label: "base".to_owned(),
        over: None,
        from,
        place,
    });
    read_clause(&section, from, Some(Expression::Whole), reader, faults)
}

fn read_exception(
    item: &Item<'_>,
    labels: &mut Vec<OutlineLabel>,
    reader: &mut Reader<'_>,
    faults: &mut FaultList,
) -> Option<Exception> {
    let section = item.section(faults)?;
    let mut keys = vec!["label", "over", "when"];
    keys.extend(CLAUSE_KEYS);
    section.allow_only(&keys, faults);
    let label = section.need_id("label", faults);
    if label == Some("base") {
        let place = section.place_of("label", None);
        let expected = "another label: base is the base case";
        faults.add(place.fault(FaultCode::Duplicate, "\"base\"", expected));
    }
    let over = section.need_id("over", faults);
    let from = read_from(&section, faults);
    if let Some(label) = label {
        let (label, over) = (label.to_owned(), over.map(str::to_owned));
        labels.push(OutlineLabel {
            label,
            over,
            from,
            place: section.place().clone(),
        });
    }
    let when = section
        .need("when", "a condition", faults)
        .and_then(|item| reader.condition(&item, faults));
    let expected = "\"all\", \"tied\", a sum, a share, or what is reckoned from them";
    let amount = section
        .need("amount", expected, faults)
        .and_then(|item| reader.amount(&item, faults));
    let clause = read_clause(&section, from, amount, reader, faults);
    let (label, over) = (label?.to_owned(), over?.to_owned());
    Some(Exception {
        label,
        over,
        when: when?,
        clause: clause?,
    })
}
