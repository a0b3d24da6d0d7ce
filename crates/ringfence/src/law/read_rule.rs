//! Reading rules and their clauses from a file.

use chrono::NaiveDate;

use super::FactName;
use super::about::About;
use super::ask::{AskKind, AskQuestion, AskRule};
use super::base_rule::BaseRule;
use super::cap::Cap;
use super::cover::Cover;
use super::duty::DutyRule;
use super::expression::Expression;
use super::fault::{FaultCode, FaultList, Place};
use super::node::NodeKind;
use super::read_ask::{ASK_KEYS, read_drafts};
use super::read_base::read_base;
use super::read_clause::{CLAUSE_KEYS, read_clause, read_from};
use super::read_condition::Reader;
use super::read_duty::read_duty;
use super::rule::{Clause, Exception, Rule, Streams};
use super::section::{Item, Section};
use crate::word::Id;

/// The questions that a rule may answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Question {
    RollOver,
    Ask(AskQuestion),
    Duty,
    Base,
}

pub(super) const QUESTIONS: [(&str, Question); 6] = [
    ("roll_over", Question::RollOver),
    ("control", Question::Ask(AskQuestion::Control)),
    ("virement", Question::Ask(AskQuestion::Virement)),
    ("approval", Question::Ask(AskQuestion::Approval)),
    ("duty", Question::Duty),
    ("base", Question::Base),
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
    Duty(DutyRule),
    Base(BaseRule),
}

/// One dated label of a rule: the base case or an exception.
pub(super) struct OutlineLabel {
    pub(super) label: String,
    pub(super) over: Option<(String, Place)>,
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
    /// The caps and covers of the rule, given its clauses.
    caps: ReadCaps<E>,
    covers: ReadCovers,
}

type ReadCaps<E> =
    fn(&mut Reader<'_>, &Section<'_>, &Clauses<'_, E>, &mut FaultList) -> Option<Vec<Cap>>;

type ReadCovers =
    fn(&mut Reader<'_>, &Section<'_>, &[OutlineLabel], &mut FaultList) -> Option<Vec<Cover>>;

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
    outline.rule = match question {
        Some(Question::Duty) => {
            let rule = read_duty(&section, &mut outline, reader, faults);
            rule.map(AnyRule::Duty)
        }
        Some(Question::Base) => {
            let rule = read_base(&section, &mut outline, faults);
            rule.map(AnyRule::Base)
        }
        Some(Question::Ask(question)) => {
            let rule = read_ask(&section, (question, &mut outline), reader, faults);
            rule.map(AnyRule::Ask)
        }
        _ => {
            let rule = read_roll_over(&section, &mut outline, reader, faults);
            rule.map(AnyRule::RollOver)
        }
    };
    Some(outline)
}

/// The keys of a rule that has exceptions.
pub(super) const RULE_KEYS: [&str; 6] =
    ["id", "title", "question", "streams", "value", "exception"];

/// Those of one that is asked about items.
pub(super) const OVER_ITEMS: [&str; 2] = ["cap", "cover"];

fn read_roll_over(
    section: &Section<'_>,
    outline: &mut Outline,
    reader: &mut Reader<'_>,
    faults: &mut FaultList,
) -> Option<Rule> {
    let keys: Vec<&str> = RULE_KEYS.into_iter().chain(OVER_ITEMS).collect();
    section.allow_only(&keys, faults);
    outline.streams = streams_of(section, faults);
    reader.about = About::RollOver;
    let form = Form {
        keys: &CLAUSE_KEYS,
        amount: read_amount,
        effect: |reader, section, faults| reader.effect(section, faults),
        caps: |reader, section, clauses, faults| reader.caps(section, clauses, faults),
        covers: |reader, section, labels, faults| reader.covers(section, labels, faults),
    };
    read_clauses(section, outline, &form, reader, faults)
}

fn read_ask(
    section: &Section<'_>,
    (question, outline): (AskQuestion, &mut Outline),
    reader: &mut Reader<'_>,
    faults: &mut FaultList,
) -> Option<AskRule> {
    let keys: Vec<&str> = RULE_KEYS.into_iter().chain(["drafts"]).collect();
    section.allow_only(&keys, faults);
    outline.streams = streams_of(section, faults);
    reader.about = About::Ask;
    let drafts = read_drafts(question, section, faults);
    outline.drafts = drafts.clone().unwrap_or_default();
    let form = Form {
        keys: &ASK_KEYS,
        amount: |_, _, _| Some(Expression::Fact(FactName::AskAmount)),
        effect: match question {
            AskQuestion::Approval => |reader, section, faults| reader.approval(section, faults),
            _ => |reader, section, faults| reader.holding(section, faults),
        },
        caps: |_, _, _, _| Some(Vec::new()),
        covers: |_, _, _, _| Some(Vec::new()),
    };
    let rule = read_clauses(section, outline, &form, reader, faults);
    rule.zip(drafts).map(|(rule, drafts)| AskRule {
        question,
        drafts,
        rule,
    })
}

pub(super) fn streams_of(section: &Section<'_>, faults: &mut FaultList) -> Option<Streams> {
    let item = section.need("streams", "\"any\" or a list of stream ids", faults)?;
    read_streams(&item, faults)
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
    let expected = "a base case: [[rule.value]] with a date, an outcome and a source";
    let values = section.need_list("value", (FaultCode::NoBase, expected), faults);
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
    let covers = (form.covers)(reader, section, labels, faults);
    Some(Rule {
        id: outline.id.clone()?,
        streams: outline.streams.clone()?,
        base: base.into_iter().collect::<Option<_>>()?,
        exceptions: exceptions.into_iter().collect::<Option<_>>()?,
        caps: caps?,
        covers: covers?,
    })
}

fn read_question(section: &Section<'_>, faults: &mut FaultList) -> Option<Question> {
    let expected = "roll_over, control, virement, approval, duty or base";
    let item = section.need("question", expected, faults)?;
    item.word(&QUESTIONS, faults)
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
        NodeKind::Text(text) if text.parse::<Id<()>>().is_ok() => {
            let expected = format!("\"any\" or a list of stream ids such as [{text:?}]");
            item.wrong(&expected, faults)
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

/// The keys of an exception, beside those of its question.
pub(super) const EXCEPTION_KEYS: [&str; 3] = ["label", "over", "when"];

fn read_exception<E>(
    item: &Item<'_>,
    labels: &mut Vec<OutlineLabel>,
    form: &Form<E>,
    reader: &mut Reader<'_>,
    faults: &mut FaultList,
) -> Option<Exception<E>> {
    let section = item.section(faults)?;
    let keys: Vec<&str> = EXCEPTION_KEYS.iter().chain(form.keys).copied().collect();
    section.allow_only(&keys, faults);
    let label = section.need_id("label", faults);
    if let Some(item) = section.find("label").filter(|_| label == Some("base")) {
        let expected = "another label: base is the base case";
        let found = item.node.found();
        faults.add(item.place.fault(FaultCode::Duplicate, found, expected));
    }
    let over = section.need_id("over", faults);
    let from = read_from(&section, faults);
    if let Some(label) = label.filter(|label| *label != "base") {
        let over_at = section.find("over").map(|item| item.place);
        labels.push(OutlineLabel {
            label: label.to_owned(),
            over: over.map(str::to_owned).zip(over_at),
            from,
            place: section.place().clone(),
        });
    }
    let expected = "a condition such as { fact = \"item.kind\", is = \"free\" }; of every item, \
                    { fact = \"item.kind\", recorded = true }";
    let when = section
        .need("when", expected, faults)
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
