//! Reading rules and their clauses from a file.

use chrono::NaiveDate;

use super::FactName;
use super::ask::{AskKind, AskQuestion, AskRule};
use super::cap::Cap;
use super::expression::Expression;
use super::fault::{FaultCode, FaultList, Place};
use super::node::NodeKind;
use super::read_ask::{ASK_KEYS, read_drafts};
use super::read_clause::{CLAUSE_KEYS, read_clause, read_from};
use super::read_condition::{About, Reader};
use super::rule::{Clause, Exception, Rule, Streams};
use super::section::{Item, Section};

/// The questions that a rule may answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Question {
    RollOver,
    Ask(AskQuestion),
    Later,
}

const QUESTIONS: [(&str, Question); 5] = [
    ("roll_over", Question::RollOver),
    ("control", Question::Ask(AskQuestion::Control)),
    ("virement", Question::Ask(AskQuestion::Virement)),
    ("approval", Question::Ask(AskQuestion::Approval)),
    ("duty", Question::Later),
];

/// What is known of a rule even where parts of it do not load.
pub(super) struct Outline {
    pub(super) id: Option<String>,
    pub(super) place: Place,
    pub(super) labels: Vec<OutlineLabel>,
    pub(super) streams: Option<Streams>,
    pub(super) question: Option<Question>,
    /// The drafts that it is asked of.
    pub(super) drafts: Vec<AskKind>,
    /// Nothing where the rule did not load.
    pub(super) rule: Option<AnyRule>,
}

/// A rule of any question.
pub(super) enum AnyRule {
    RollOver(Rule),
    Ask(AskRule),
}

/// One dated label of a rule: the base case or an exception.
pub(super) struct OutlineLabel {
    pub(super) label: String,
    pub(super) over: Option<String>,
    pub(super) from: Option<NaiveDate>,
    pub(super) place: Place,
}

/// How the clauses of a question are read.
struct Form<E> {
    /// The keys of a value, and of an exception beside its own.
    keys: &'static [&'static str],
    /// How much of an item a clause takes, where it says so.
    amount: fn(&mut Reader<'_>, &Section<'_>, &mut FaultList) -> Option<Expression>,
    effect: fn(&mut Reader<'_>, &Section<'_>, &mut FaultList) -> Option<E>,
    /// The caps of the rule, given its clauses.
    caps: ReadCaps<E>,
}

type ReadCaps<E> =
    fn(&mut Reader<'_>, &Section<'_>, &Clauses<'_, E>, &mut FaultList) -> Option<Vec<Cap>>;

/// The clauses of a rule as they were read; nothing for what did not load.
pub(super) struct Clauses<'c, E> {
    pub(super) labels: &'c [OutlineLabel],
    pub(super) base: &'c [Option<Clause<E>>],
    pub(super) exceptions: &'c [Option<Exception<E>>],
}

/// Reads one `[[rule]]`.
pub(super) fn read_rule(
    item: &Item<'_>,
    reader: &mut Reader<'_>,
    faults: &mut FaultList,
) -> Option<Outline> {
    let section = item.section(faults)?;
    let question = read_question(&section, faults);
    let mut keys = vec!["id", "title", "question", "streams", "value", "exception"];
    let mut outline = Outline {
        id: section.need_id("id", faults).map(str::to_owned),
        place: section.place().clone(),
        labels: Vec::new(),
        streams: None,
        question,
        drafts: Vec::new(),
        rule: None,
    };
    section.find_text("title", faults);
    outline.streams = section
        .need("streams", "\"any\" or a list of stream ids", faults)
        .and_then(|item| read_streams(&item, faults));
    let Some(Question::Ask(question)) = question else {
        keys.push("cap");
        section.allow_only(&keys, faults);
        reader.about = About::RollOver;
        let form = Form {
            keys: &CLAUSE_KEYS,
            amount: read_amount,
            effect: |reader, section, faults| reader.effect(section, faults),
            caps: |reader, section, clauses, faults| reader.caps(section, clauses, faults),
        };
        let rule = read_clauses(&section, &mut outline, &form, reader, faults);
        outline.rule = rule.map(AnyRule::RollOver);
        return Some(outline);
    };
    keys.push("drafts");
    section.allow_only(&keys, faults);
    reader.about = About::Ask;
    let drafts = read_drafts(question, &section, faults);
    outline.drafts = drafts.clone().unwrap_or_default();
    let form = Form {
        keys: &ASK_KEYS,
        amount: |_, _, _| Some(Expression::Fact(FactName::AskAmount)),
        effect: match question {
            AskQuestion::Approval => |reader, section, faults| reader.approval(section, faults),
            _ => |reader, section, faults| reader.holding(section, faults),
        },
        caps: |_, _, _, _| Some(Vec::new()),
    };
    let rule = read_clauses(&section, &mut outline, &form, reader, faults);
    outline.rule = rule.zip(drafts).map(|(rule, drafts)| {
        AnyRule::Ask(AskRule {
            question,
            drafts,
            rule,
        })
    });
    Some(outline)
}

/// Reads the base case and the exceptions of a rule.
fn read_clauses<E>(
    section: &Section<'_>,
    outline: &mut Outline,
    form: &Form<E>,
    reader: &mut Reader<'_>,
    faults: &mut FaultList,
) -> Option<Rule<E>> {
    let labels = &mut outline.labels;
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
        .map(|item| read_value(item, labels, form, reader, faults))
        .collect();
    let exceptions: Vec<_> = section
        .find_list("exception", faults)
        .iter()
        .map(|item| read_exception(item, labels, form, reader, faults))
        .collect();
    let clauses = Clauses {
        labels,
        base: &base,
        exceptions: &exceptions,
    };
    let caps = (form.caps)(reader, section, &clauses, faults);
    Some(Rule {
        id: outline.id.clone()?,
        streams: outline.streams.clone()?,
        base: base.into_iter().collect::<Option<_>>()?,
        exceptions: exceptions.into_iter().collect::<Option<_>>()?,
        caps: caps?,
    })
}

fn read_question(section: &Section<'_>, faults: &mut FaultList) -> Option<Question> {
    let expected = "roll_over, control, virement or approval";
    let item = section.need("question", expected, faults)?;
    let question = item.word(&QUESTIONS, faults)?;
    if question == Question::Later {
        let expected = format!("{expected}: this version does not answer duties yet");
        faults.add(
            item.place
                .fault(FaultCode::NotYet, item.node.found(), expected),
        );
    }
    Some(question)
}

fn read_amount(
    reader: &mut Reader<'_>,
    section: &Section<'_>,
    faults: &mut FaultList,
) -> Option<Expression> {
    let expected = "\"all\", \"tied\", a sum, a share, or what is reckoned from them";
    let item = section.need("amount", expected, faults)?;
    reader.amount(&item, faults)
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

fn read_value<E>(
    item: &Item<'_>,
    labels: &mut Vec<OutlineLabel>,
    form: &Form<E>,
    reader: &mut Reader<'_>,
    faults: &mut FaultList,
) -> Option<Clause<E>> {
    let section = item.section(faults)?;
    let keys: Vec<&str> = form
        .keys
        .iter()
        .copied()
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
    let effect = (form.effect)(reader, &section, faults);
    read_clause(&section, from, effect, Some(Expression::Whole), faults)
}

fn read_exception<E>(
    item: &Item<'_>,
    labels: &mut Vec<OutlineLabel>,
    form: &Form<E>,
    reader: &mut Reader<'_>,
    faults: &mut FaultList,
) -> Option<Exception<E>> {
    let section = item.section(faults)?;
    let mut keys = vec!["label", "over", "when"];
    keys.extend(form.keys);
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
    let amount = (form.amount)(reader, &section, faults);
    let effect = (form.effect)(reader, &section, faults);
    let clause = read_clause(&section, from, effect, amount, faults);
    let (label, over) = (label?.to_owned(), over?.to_owned());
    Some(Exception {
        label,
        over,
        when: when?,
        clause: clause?,
    })
}
