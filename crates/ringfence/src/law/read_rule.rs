//! Reading rules and their clauses from a file.

use chrono::NaiveDate;

use super::fault::{FaultCode, FaultList, Place};
use super::node::NodeKind;
use super::read_condition::ConditionReader;
use super::rule::{
    Amount, Clause, DESTINATIONS, Effect, Exception, OUTCOMES, Outcome, Rule, Streams,
};
use super::section::{Item, Section};
use crate::word::{Citation, Rounding, Share};

/// The questions that a rule may answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Question {
    RollOver,
    Later,
}

const QUESTIONS: [(&str, Question); 5] = [
    ("roll_over", Question::RollOver),
    ("control", Question::Later),
    ("virement", Question::Later),
    ("approval", Question::Later),
    ("duty", Question::Later),
];

const ROUNDINGS: [(&str, Rounding); 4] = [
    ("down", Rounding::Down),
    ("up", Rounding::Up),
    ("half_up", Rounding::HalfUp),
    ("half_even", Rounding::HalfEven),
];

const CLAUSE_KEYS: [&str; 7] = [
    "in_force_from",
    "in_force_until",
    "outcome",
    "to",
    "amount",
    "available_from",
    "cite",
];

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

/// Reads one `[[rule]]`.
pub(super) fn read_rule(
    item: &Item<'_>,
    conditions: &mut ConditionReader,
    faults: &mut FaultList,
) -> Option<Outline> {
    let section = item.section(faults)?;
    section.allow_only(
        &["id", "title", "question", "streams", "value", "exception"],
        faults,
    );
    let id = section.need_id("id", faults);
    section.find_text("title", faults);
    read_question(&section, faults);
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
        .map(|item| read_value(item, &mut labels, faults))
        .collect();
    let exceptions: Vec<_> = section
        .find_list("exception", faults)
        .iter()
        .map(|item| read_exception(item, &mut labels, conditions, faults))
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
    Some(Outline {
        id,
        place: section.place().clone(),
        labels,
        streams,
        rule,
    })
}

fn read_question(section: &Section<'_>, faults: &mut FaultList) {
    let Some(item) = section.need("question", "roll_over", faults) else {
        return;
    };
    if item.word(&QUESTIONS, faults) == Some(Question::Later) {
        let expected = "roll_over: this version does not answer the others yet";
        faults.add(
            item.place
                .fault(FaultCode::NotYet, item.node.found(), expected),
        );
    }
}

fn read_streams(item: &Item<'_>, faults: &mut FaultList) -> Option<Streams> {
    match &item.node.kind {
        NodeKind::Text(text) if text == "any" => Some(Streams::Any),
        NodeKind::List(ids) if !ids.is_empty() => {
            let ids: Vec<_> = item
                .list(faults)?
                .iter()
                .map(|id| id.id(faults).map(str::to_owned))
                .collect();
            ids.into_iter().collect::<Option<_>>().map(Streams::These)
        }
        _ => item.wrong("\"any\" or a list of stream ids", faults),
    }
}

fn read_value(
    item: &Item<'_>,
    labels: &mut Vec<OutlineLabel>,
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
    read_clause(&section, from, Some(Amount::All), faults)
}

fn read_exception(
    item: &Item<'_>,
    labels: &mut Vec<OutlineLabel>,
    conditions: &mut ConditionReader,
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
        .and_then(|item| conditions.read(&item, faults));
    let expected = "\"all\", \"tied\", a sum, a share, or the least or greatest of several";
    let amount = section
        .need("amount", expected, faults)
        .and_then(|item| read_amount(&item, faults));
    let clause = read_clause(&section, from, amount, faults);
    let (label, over) = (label?.to_owned(), over?.to_owned());
    Some(Exception {
        label,
        over,
        when: when?,
        clause: clause?,
    })
}

fn read_from(section: &Section<'_>, faults: &mut FaultList) -> Option<NaiveDate> {
    section
        .need("in_force_from", "a day such as 2017-03-31", faults)?
        .day(faults)
}

fn read_clause(
    section: &Section<'_>,
    from: Option<NaiveDate>,
    amount: Option<Amount>,
    faults: &mut FaultList,
) -> Option<Clause> {
    let until = section.find("in_force_until").map(|item| {
        let day = item.day(faults);
        if let Some((from, until)) = from.zip(day).filter(|(from, until)| until < from) {
            let expected = format!("a day on or after {from}");
            faults.add(
                item.place
                    .fault(FaultCode::WrongType, until.to_string(), expected),
            );
        }
        day
    });
    let effect = read_effect(section, faults);
    let cite = match section.find("cite") {
        Some(item) => read_citation(&item, faults),
        None => {
            let place = section.place_of("cite", None);
            let expected = "a source (instrument and clause) or a declared assumption";
            faults.add(place.fault(FaultCode::Uncited, "nothing", expected));
            None
        }
    };
    let in_force_until = until.map_or(Some(None), |day| day.map(Some));
    Some(Clause {
        in_force_from: from?,
        in_force_until: in_force_until?,
        effect: effect?,
        amount: amount?,
        cite: cite?,
    })
}

fn read_effect(section: &Section<'_>, faults: &mut FaultList) -> Option<Effect> {
    let outcome = section
        .need(
            "outcome",
            "roll_over, lapse, revert, re_provide, first_call or absorb",
            faults,
        )
        .and_then(|item| item.word(&OUTCOMES, faults));
    let to = section
        .find("to")
        .map(|item| item.word(&DESTINATIONS, faults));
    let available = section
        .find("available_from")
        .map(|item| match &item.node.kind {
            NodeKind::Text(text) if text == "next_year" => Some(None),
            _ => item.day(faults).map(Some),
        });
    let rolls = outcome == Some(Outcome::RollOver);
    if rolls && to.is_none() {
        section.need("to", "same_line or project", faults);
    }
    for key in ["to", "available_from"] {
        let stray = section.find(key).filter(|_| !rolls && outcome.is_some());
        if let Some(item) = stray {
            let expected = format!("no {key}: only what is rolled over has one");
            faults.add(
                item.place
                    .fault(FaultCode::UnknownKey, item.node.found(), expected),
            );
        }
    }
    let to = to.map_or(Some(None), |to| to.map(Some))?;
    let available_from = available.map_or(Some(None), |day| day)?;
    Some(Effect {
        outcome: outcome?,
        to,
        available_from,
    })
}

fn read_amount(item: &Item<'_>, faults: &mut FaultList) -> Option<Amount> {
    match &item.node.kind {
        NodeKind::Text(text) if text == "all" => Some(Amount::All),
        NodeKind::Text(text) if text == "tied" => Some(Amount::Tied),
        NodeKind::Table(_) => read_reckoned(item, faults),
        _ => {
            let sum = item.money(faults)?;
            if sum.is_negative() {
                let found = item.node.found();
                faults.add(
                    item.place
                        .fault(FaultCode::BadAmount, found, "a sum of 0 or more"),
                );
            }
            Some(Amount::Sum(sum))
        }
    }
}

fn read_reckoned(item: &Item<'_>, faults: &mut FaultList) -> Option<Amount> {
    let section = item.section(faults)?;
    for key in ["least", "greatest"] {
        let Some(several) = section.find(key) else {
            continue;
        };
        section.allow_only(&[key], faults);
        let items = several.list(faults)?;
        if items.is_empty() {
            faults.add(
                several
                    .place
                    .fault(FaultCode::BadAmount, "an empty list", "amounts"),
            );
        }
        let amounts: Vec<_> = items
            .iter()
            .map(|amount| read_amount(amount, faults))
            .collect();
        let amounts = amounts.into_iter().collect::<Option<_>>()?;
        return Some(if key == "least" {
            Amount::Least(amounts)
        } else {
            Amount::Greatest(amounts)
        });
    }
    section.allow_only(&["of", "in", "round"], faults);
    let of = section
        .need("of", "a whole number", faults)?
        .whole_number(faults);
    let whole = section
        .need("in", "a whole number", faults)?
        .whole_number(faults);
    let expected = "down, up, half_up or half_even: no rounding is taken for granted";
    let rounding = section
        .need("round", expected, faults)?
        .word(&ROUNDINGS, faults);
    let (of, whole) = (of?, whole?);
    let fraction = u64::try_from(of).ok().zip(u64::try_from(whole).ok());
    let share = fraction
        .filter(|(of, whole)| of <= whole)
        .and_then(|(of, whole)| Share::of(of, whole).ok());
    if share.is_none() {
        let found = format!("{of} in {whole}");
        let expected = "a share such as { of = 5, in = 100, round = \"down\" }, at most the whole";
        faults.add(item.place.fault(FaultCode::BadShare, found, expected));
    }
    Some(Amount::Share(share?.rounded(rounding?)))
}

/// Reads a citation: a source, or a declared assumption.
pub(super) fn read_citation(item: &Item<'_>, faults: &mut FaultList) -> Option<Citation> {
    let section = item.section(faults)?;
    if section.has("assumption") {
        section.allow_only(&["assumption", "by", "until"], faults);
        let assumption = section.need_text("assumption", faults);
        let by = section.need_text("by", faults);
        let until = section
            .find("until")
            .map_or(Some(None), |item| item.day(faults).map(Some));
        let (assumption, by) = (assumption?.to_owned(), by?.to_owned());
        return Some(Citation::Assumption {
            assumption,
            by,
            until: until?,
        });
    }
    let keys = [
        "instrument",
        "clause",
        "quote",
        "paraphrase",
        "url",
        "read_on",
    ];
    if !section.has("instrument") && !section.has("clause") {
        let expected = "a source (instrument and clause) or a declared assumption";
        faults.add(item.place.fault(FaultCode::Uncited, "neither", expected));
        section.allow_only(&keys, faults);
        return None;
    }
    section.allow_only(&keys, faults);
    let instrument = section.need_text("instrument", faults);
    let clause = section.need_text("clause", faults);
    let mut words = |key: &str| section.find_text(key, faults).map(str::to_owned);
    let (quote, paraphrase, url) = (words("quote"), words("paraphrase"), words("url"));
    let read_on = section
        .find("read_on")
        .map_or(Some(None), |item| item.day(faults).map(Some));
    Some(Citation::Source {
        instrument: instrument?.to_owned(),
        clause: clause?.to_owned(),
        quote,
        paraphrase,
        url,
        read_on: read_on?,
    })
}
