//! `ringfence rules explain --ask`: what rules say of a draft that nobody has posted, and why.

use std::path::Path;

use ringfence::journal::{Draft, FieldFault, FieldValue};
use ringfence::law::{Answer, AskKind};
use ringfence::word::one_of;

use super::command::Form;
use super::explain::{book_of, written};
use crate::failure::Failure;
use crate::loaded::Loaded;

/// The reasons of each rule that is asked about a draft.
pub(super) fn explain(
    folder: &Path,
    ask: &[String],
    named: Option<&str>,
    form: Form,
) -> Result<String, Failure> {
    let (kind, draft) = read(ask).map_err(Failure::Ask)?;
    let loaded = Loaded::from(folder)?;
    let ledger = loaded.book.ledger();
    let book = book_of(ledger, named)?;
    let mut reasons = ledger.why_ask_under(&draft, &book);
    // Whoever reads no further than the first answer must not be wrong.
    reasons.sort_by_key(|reason| turn(&reason.result));
    if reasons.is_empty() {
        return Err(Failure::NoRule {
            kind: kind.name(),
            book: book.id().to_owned(),
            why: ledger.check(&draft).err().map_or_else(
                || "none covers its stream on that day, or it states a fact".to_owned(),
                |refused| format!("the ledger refuses it whatever rules say: {refused}"),
            ),
        });
    }
    written(&reasons, form, serde_json::to_string_pretty)
}

/// What stands against it is told first.
fn turn(answer: &Answer) -> u8 {
    match answer {
        Answer::Refused { .. } => 0,
        Answer::Conflict { .. } => 1,
        Answer::NeedsEvidence { .. } => 2,
        Answer::NeedsApproval { .. } => 3,
        Answer::Advised { .. } => 4,
        Answer::Allowed => 5,
    }
}

/// A draft from the word of what it asks for and its fields.
fn read(ask: &[String]) -> Result<(AskKind, Draft), Vec<FieldFault>> {
    let (word, fields) = ask
        .split_first()
        .map_or(("", ask), |(word, rest)| (word, rest));
    let kind = AskKind::ALL.into_iter().find(|kind| kind.name() == word);
    let Some(kind) = kind else {
        let asks = AskKind::ALL.map(AskKind::name);
        return Err(vec![fault("what is asked for", word, &one_of(&asks))]);
    };
    let (mut read, mut faults) = (Vec::new(), Vec::new());
    for field in fields {
        match field.split_once('=') {
            None => faults.push(fault("field", field, "a name and its value: amount=500")),
            Some((name, value)) if read.iter().any(|(other, _)| other == name) => {
                faults.push(fault(name, value, "each field once"));
            }
            Some((name, value)) => {
                read.push((name.to_owned(), FieldValue::Text(value.to_owned())));
            }
        }
    }
    match Draft::read(kind.act(), &read) {
        Ok(draft) if faults.is_empty() => Ok((kind, draft)),
        Ok(_) => Err(faults),
        Err(found) => Err([faults, found].concat()),
    }
}

fn fault(field: &str, found: &str, expected: &str) -> FieldFault {
    FieldFault {
        field: field.to_owned(),
        found: format!("{found:?}"),
        expected: expected.to_owned(),
    }
}
