//! Aberwen: two closed years, one open, and what four rule books would do with it.

use ringfence::noun::StreamId;
use ringfence::word::FinancialYear;

use super::compared::Planned;
use super::{compared, evidence, from_start, gain, standing, total, why, year_end};
use crate::failure::Failure;
use crate::loaded::Loaded;
use crate::show::heading;
use crate::tree::Tree;

pub(super) fn shown(aberwen: &Loaded) -> Result<String, Failure> {
    let tree = Tree::of(aberwen);
    let ledger = aberwen.book.ledger();
    let open = ledger.open_year().ok_or_else(|| lacking("an open year"))?;
    let cluster: StreamId = "cluster"
        .parse()
        .map_err(|_| lacking("a stream called cluster"))?;
    let mut text = heading("Aberwen: an invented country, no figure of it is real");
    text.push_str("Boards stand below the government, clusters below their board.\n");
    let mut add = |table: String| {
        text.push('\n');
        text.push_str(&table);
    };
    add(total::totals(aberwen)?.to_string());
    for year in ledger.closed_years() {
        add(heading(&format!("{year}, as it was closed")));
        add(standing::positions(aberwen, &tree, &cluster, year)?.to_string());
        let plan = year_end::plan_of(aberwen, year)?;
        add(year_end::closed(&plan, &tree, &cluster).to_string());
        add(gain::gains(&[Planned::of(plan)], &tree).to_string());
    }
    add(heading(&format!("{open}, still open")));
    for (stream, year) in standing::years_with_money(aberwen)? {
        if year == open {
            add(standing::positions(aberwen, &tree, &stream, year)?.to_string());
        }
    }
    add(heading(&format!(
        "What four rule books would do with {open}"
    )));
    let plans = compared::plans(ledger, open)?;
    add(compared::kept(&plans, &tree, &cluster).to_string());
    add(compared::lapsed(&plans, &tree, &cluster).to_string());
    add(gain::gains(&plans, &tree).to_string());
    add(heading(
        "Had another rule book been in force from the start",
    ));
    let years: Vec<FinancialYear> = ledger.closed_years().into_iter().chain([open]).collect();
    add(from_start::kept(aberwen, &tree, &cluster, &years)?.to_string());
    add(heading("Why"));
    add(why::three(&plans)?);
    add(heading("What a plan asks when something is not recorded"));
    add(evidence::asked(aberwen, open)?);
    Ok(text)
}

fn lacking(what: &'static str) -> Failure {
    Failure::Lacking {
        folder: "aberwen".to_owned(),
        what,
    }
}
