//! Duties of whole bodies: met, not met, needs evidence, not yet due.

use std::error::Error;

use law_fixture::day;
use ringfence::law::{DutyStatus, Fact, FactName, Facts, FaultCode, Group, Record, RuleBook};
use ringfence::word::{FinancialYear, Money};

mod law_fixture;

type Outcomes = Result<(), Box<dyn Error>>;

const THREE_YEARS: &str = r#"
[book]
id = "tried"
title = "Tried"

[[parameter]]
id = "tolerance"
type = "money"

[[parameter.value]]
in_force_from = 2014-04-01
value = "5"
cite = { assumption = "What a test says.", by = "a test" }

[[rule]]
id = "three-year-duty"
question = "duty"
kinds = ["health_board"]
from = "2016-17"

[[rule.value]]
in_force_from = 2014-04-01
window = 3
cite = { instrument = "Act", clause = "175" }
shortfall = { excess = { sum = { fact = "outturn.cost" }, over = "outturn" }, above = { plus = [
  { sum = { fact = "outturn.limit" }, over = "outturn" },
  { parameter = "tolerance" },
] } }

[rule.value.holds]
value = { sum = { fact = "outturn.cost" }, over = "outturn" }
at_most = { plus = [
  { sum = { fact = "outturn.limit" }, over = "outturn" },
  { parameter = "tolerance" },
] }
"#;

fn board(year: &str) -> Result<Facts, Box<dyn Error>> {
    let year: FinancialYear = year.parse()?;
    let last = format!("{}-03-31", year.next().first_calendar_year());
    let mut facts = Facts::new();
    facts
        .set(FactName::BodyId, "upland", &[2])?
        .set(FactName::BodyKind, "health_board", &[2])?
        .set(FactName::YearItself, year, &[])?
        .set(FactName::YearLastDay, day(&last), &[])?;
    Ok(facts)
}

/// A year's limit and cost in pounds.
fn turned_out(year: &str, limit: &str, cost: &str, entry: u64) -> Result<Record, Box<dyn Error>> {
    let mut record = Record::new(Group::Outturn);
    record
        .set(
            FactName::OutturnYear,
            year.parse::<FinancialYear>()?,
            &[entry],
        )?
        .set(FactName::OutturnLimit, limit.parse::<Money>()?, &[entry])?
        .set(FactName::OutturnCost, cost.parse::<Money>()?, &[entry])?;
    Ok(record)
}

#[test]
fn three_years_together_are_held_to_their_limits_and_the_tolerance() -> Outcomes {
    let book = RuleBook::read(THREE_YEARS)?;
    // 90 + 115 + 100 = 305 against 100 + 100 + 100 + 5 = 305.
    for (last, status, short) in [("100", "met", None), ("100.01", "not_met", Some("0.01"))] {
        let mut facts = board("2016-17")?;
        facts.add(turned_out("2014-15", "100", "90", 11)?);
        facts.add(turned_out("2015-16", "100", "115", 12)?);
        facts.add(turned_out("2016-17", "100", last, 13)?);
        // A year before the window counts no more.
        facts.add(turned_out("2013-14", "100", "900", 10)?);
        let all = book.duties(&facts, day("2017-06-12"));
        let why = &all[0];
        assert_eq!(why.result.name(), status, "{why}");
        let short = short.map(str::parse::<Money>).transpose()?;
        if let DutyStatus::NotMet { shortfall } = &why.result {
            assert_eq!(*shortfall, short);
            assert!(why.arithmetic.adds_up());
            println!("{why}\n{}", why.to_markdown());
        }
    }
    Ok(())
}
