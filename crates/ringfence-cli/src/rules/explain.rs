//! `ringfence rules explain`: what becomes of an item, and why.

use std::path::Path;

use ringfence::law::{Explained, RuleBook};
use ringfence::state::{Duty, Ledger, Plan, Selection};
use ringfence::word::FinancialYear;
use ringfence_formats::explanation_html;
use ringfence_store::PostError;

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
    let year = year_of(ledger, year)?;
    if let Some(duty) = item.strip_prefix(DUTY) {
        return explain_duty(ledger, &book_of(ledger, named)?, (duty, year), form);
    }
    let before = loaded.book.before_close(year).map_err(PostError::from)?;
    let Some(before) = before else {
        let plan = ledger.plan_close(year, &book_of(ledger, named)?)?;
        return explain_item(item, &plan, form);
    };
    let book = book_of(&before, named)?;
    let said = explain_item(item, &before.plan_close(year, &book)?, form)?;
    let book = book.id();
    let first = format!(
        "{year} is closed: this is what the book {book} says of it as it stood just before."
    );
    Ok(match form {
        Form::Text | Form::Markdown => format!("{first}\n\n{said}"),
        Form::Html => format!("<p>{first}</p>\n{said}"),
        Form::Json => said,
    })
}

/// The year that is asked about: the one that takes entries, where none is named.
pub(super) fn year_of(
    ledger: &Ledger,
    year: Option<FinancialYear>,
) -> Result<FinancialYear, Failure> {
    year.or(ledger.open_year()).ok_or(Failure::NoYear)
}

/// What a plan makes of an item, or how it shares out a cap or a cover.
fn explain_item(item: &str, plan: &Plan, form: Form) -> Result<String, Failure> {
    if let Some(cap) = plan.why_cap(item) {
        return written(&[cap], form, serde_json::to_string_pretty);
    }
    if let Some(cover) = plan.why_cover(item) {
        return written(&[cover], form, serde_json::to_string_pretty);
    }
    let reasons = plan.why(item);
    if reasons.is_empty() {
        return Err(unknown(item, plan));
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
