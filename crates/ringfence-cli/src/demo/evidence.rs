//! What a plan asks when a delay was recorded without saying whose it is.

use ringfence::journal::act::RecordDelay;
use ringfence::journal::{Act, Draft};
use ringfence::law::RuleBook;
use ringfence::word::FinancialYear;
use ringfence_formats::{Align, Table};

use crate::failure::Failure;
use crate::loaded::Loaded;
use crate::show::printed;

/// On a copy of the book, one more delay of the garden of Moor, put down to nobody that was
/// recorded; then the plan under the proposal.
pub(super) fn asked(aberwen: &Loaded, year: FinancialYear) -> Result<String, Failure> {
    let lacking = |_| Failure::Lacking {
        folder: "aberwen".to_owned(),
        what: "a project called moor-garden",
    };
    let mut copy = aberwen.book.clone();
    let last_day = copy.ledger().header().first_month.last_day(year);
    let delay = RecordDelay {
        project: "moor-garden".parse().map_err(lacking)?,
        cause: "late-answer".parse().map_err(lacking)?,
        attributable_to: None,
        start: last_day,
        end: None,
    };
    let day = delay.start;
    copy.post(&Draft::of(Act::RecordDelay(delay)).effective(day))?;
    let plan = copy
        .ledger()
        .plan_close(year, &RuleBook::preset("bma-2017")?)?;
    let mut table = Table::new(
        "On a copy: one more delay of Moor's garden, without saying whose it is, under bma-2017",
    );
    table.columns(
        ["item", "where", "what is missing", "what to do"],
        Align::Left,
    );
    for blocker in plan.blockers() {
        table.row([
            blocker.item.clone(),
            blocker.place.clone(),
            blocker.missing.clone(),
            blocker.works.to_owned(),
        ]);
    }
    table.note("Nobody is guessed at: the year cannot be closed until the answer is recorded.");
    Ok(printed(&table))
}
