//! `ringfence rules explain`: what becomes of an item, and why.

use std::path::Path;

use ringfence::law::{Disposal, Explained, RuleBook};
use ringfence::state::Plan;
use ringfence::word::FinancialYear;

use super::command::Form;
use super::named::rules;
use crate::failure::Failure;
use crate::loaded::Loaded;

/// The reasons for what becomes of an item at a year end.
pub(super) fn explain(
    folder: &Path,
    item: &str,
    year: Option<FinancialYear>,
    named: Option<&str>,
    form: Form,
) -> Result<String, Failure> {
    let loaded = Loaded::from(folder)?;
    let ledger = loaded.book.ledger();
    let book: RuleBook = match named {
        Some(name) => rules(name)?.book()?,
        None => (*ledger.rule_book()).clone(),
    };
    let open = || ledger.open_year().ok_or(Failure::NoYear);
    let year = year.map_or_else(open, Ok)?;
    if ledger.closed_years().contains(&year) {
        return Err(Failure::Closed { year });
    }
    let plan = ledger.plan_close(year, &book)?;
    let reasons = plan.why(item);
    if reasons.is_empty() {
        return Err(unknown(item, &plan));
    }
    written(&reasons, form)
}

fn written(reasons: &[Explained<Disposal>], form: Form) -> Result<String, Failure> {
    let each = reasons.iter().map(|reason| match form {
        Form::Text => Ok(reason.to_string()),
        Form::Markdown => Ok(reason.to_markdown()),
        Form::Json => serde_json::to_string_pretty(reason),
    });
    let each: Vec<String> = each.collect::<Result<_, _>>()?;
    Ok(match form {
        Form::Json => format!("[{}]\n", each.join(",\n")),
        _ => format!("{}\n", each.join("\n\n").trim_end()),
    })
}

fn unknown(item: &str, plan: &Plan) -> Failure {
    let names = plan.decisions().iter().map(|it| it.item.to_string());
    Failure::NoItem {
        item: item.to_owned(),
        year: plan.year(),
        items: names.collect::<Vec<_>>().join("\n  "),
    }
}
