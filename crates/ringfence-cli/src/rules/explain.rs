//! `ringfence rules explain`: what becomes of an item, and why.

use std::path::Path;

use ringfence::law::{Explained, RuleBook};
use ringfence::state::{Duty, Ledger, Plan, Selection};
use ringfence::word::FinancialYear;
use ringfence_formats::explanation_html;

use super::command::Form;
use super::named::rules;
use crate::failure::Failure;
use crate::loaded::Loaded;

/// How a duty is named: `duty:<rule>/<body>`.
const DUTY: &str = "duty:";

/// The reasons for what becomes of an item at a year end, or for how a duty stands.
pub(super) fn explain(
    folder: &Path,
    item: &str,
    year: Option<FinancialYear>,
    named: Option<&str>,
    form: Form,
) -> Result<String, Failure> {
    let loaded = Loaded::from(folder)?;
    let ledger = loaded.book.ledger();
    let book = book_of(ledger, named)?;
    let open = || ledger.open_year().ok_or(Failure::NoYear);
    let year = year.map_or_else(open, Ok)?;
    if let Some(duty) = item.strip_prefix(DUTY) {
        return explain_duty(ledger, &book, (duty, year), form);
    }
    if ledger.closed_years().contains(&year) {
        return Err(Failure::Closed { year });
    }
    let plan = ledger.plan_close(year, &book)?;
    if let Some(cap) = plan.why_cap(item) {
        return written(&[cap], form, serde_json::to_string_pretty);
    }
    if let Some(cover) = plan.why_cover(item) {
        return written(&[cover], form, serde_json::to_string_pretty);
    }
    let reasons = plan.why(item);
    if reasons.is_empty() {
        return Err(unknown(item, &plan));
    }
    written(&reasons, form, serde_json::to_string_pretty)
}

/// How a duty stands for a year, closed or not: `<rule>/<body>`.
fn explain_duty(
    ledger: &Ledger,
    book: &RuleBook,
    (named, year): (&str, FinancialYear),
    form: Form,
) -> Result<String, Failure> {
    let duties = ledger.duties(book, &Selection::default(), year)?;
    let name = |duty: &Duty| {
        let rule = duty.why.rule.as_deref().unwrap_or_default();
        format!("{rule}/{}", duty.body)
    };
    if let Some(duty) = duties.iter().find(|duty| name(duty) == named) {
        return written(
            std::slice::from_ref(&duty.why),
            form,
            serde_json::to_string_pretty,
        );
    }
    let all = duties.iter().map(|duty| format!("{DUTY}{}", name(duty)));
    Err(Failure::NoDuty {
        duty: named.to_owned(),
        book: book.id().to_owned(),
        year,
        duties: all.collect::<Vec<_>>().join("\n  "),
    })
}

/// The book of a name, or else the one that the folder adopts.
pub(super) fn book_of(ledger: &Ledger, named: Option<&str>) -> Result<RuleBook, Failure> {
    match named {
        Some(name) => Ok(rules(name)?.book()?),
        None => Ok((*ledger.rule_book()).clone()),
    }
}

/// `json` writes one of them as JSON.
pub(super) fn written<Of>(
    reasons: &[Explained<Of>],
    form: Form,
    json: impl Fn(&Explained<Of>) -> serde_json::Result<String>,
) -> Result<String, Failure> {
    let each = reasons.iter().map(|reason| match form {
        Form::Text => Ok(reason.to_string()),
        Form::Markdown => Ok(reason.to_markdown()),
        Form::Json => json(reason),
        Form::Html => Ok(explanation_html(reason)),
    });
    let each: Vec<String> = each.collect::<Result<_, _>>()?;
    Ok(match form {
        Form::Json => format!("[{}]\n", each.join(",\n")),
        _ => format!("{}\n", each.join("\n\n").trim_end()),
    })
}

fn unknown(item: &str, plan: &Plan) -> Failure {
    let caps = plan.caps().map(|cap| cap.result.name);
    let names = plan.decisions().iter().map(|it| it.item.to_string());
    let covers = plan.covers().map(|cover| cover.result.name);
    let names = names.chain(caps).chain(covers);
    Failure::NoItem {
        item: item.to_owned(),
        year: plan.year(),
        items: names.collect::<Vec<_>>().join("\n  "),
    }
}
