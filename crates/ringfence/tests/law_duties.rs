//! Duties of whole bodies: met, not met, needs evidence, not yet due.

use std::error::Error;

use chrono::NaiveDate;
use ringfence::law::{
    DutyStatus, Fact, FactName, Facts, FaultCode, Group, Reason, Reckoning, Record, Reform,
    RuleBook,
};
use ringfence::word::{FinancialYear, Money};

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

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day of the test")
}

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

/// A board in 2016-17, with these limits and costs of the years from 2014-15 on.
fn of_three_years(sums: [(&str, &str); 3]) -> Result<Facts, Box<dyn Error>> {
    let mut facts = board("2016-17")?;
    let years = ["2014-15", "2015-16", "2016-17"].into_iter().zip(11..);
    for ((year, entry), (limit, cost)) in years.zip(sums) {
        facts.add(turned_out(year, limit, cost, entry)?);
    }
    Ok(facts)
}

#[test]
fn three_years_together_are_held_to_their_limits_and_the_tolerance() -> Outcomes {
    let book = RuleBook::read(THREE_YEARS)?;
    // 90 + 115 + 100 = 305 against 100 + 100 + 100 + 5 = 305.
    let short = Some("0.01".parse::<Money>()?);
    for (last, status) in [
        ("100", DutyStatus::Met),
        ("100.01", DutyStatus::NotMet { shortfall: short }),
    ] {
        let mut facts = of_three_years([("100", "90"), ("100", "115"), ("100", last)])?;
        // A year before the window counts no more.
        facts.add(turned_out("2013-14", "100", "900", 10)?);
        let all = book.duties(&facts, day("2017-06-12"));
        assert_eq!(all[0].result, status, "{}", all[0]);
    }
    Ok(())
}

/// The sums of an explanation that is read from top to bottom: each is what its parts come to.
fn each_sum_re_adds(of: &Reckoning) {
    let pence = |text: &str| -> i128 {
        let text = text.replace(['£', ','], "").replace('−', "-");
        i128::from(text.parse::<Money>().expect("a sum in words").pence())
    };
    let adds_up = of.text.starts_with("the sum of");
    if adds_up {
        let parts: i128 = of.parts.iter().map(|part| pence(&part.value)).sum();
        assert_eq!(pence(&of.value), parts, "{of:?}");
    }
    of.parts.iter().for_each(each_sum_re_adds);
}

fn sides_of(reason: &Reason) -> Vec<&Reckoning> {
    let inner = reason.parts.iter().flat_map(sides_of);
    reason.sides.iter().chain(inner).collect()
}

#[test]
fn always_the_reasons_of_a_duty_re_add() -> Outcomes {
    let book = RuleBook::read(THREE_YEARS)?;
    let mut turned = 7_u64;
    let mut any = || {
        // A small generator of the test's own: the same sums in each run.
        turned = turned
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        Money::from_pence((turned >> 40) as i64)
            .expect("in range")
            .to_string()
    };
    for _ in 0..200 {
        let sums: [String; 6] = std::array::from_fn(|_| any());
        let [a, b, c, d, e, f] = sums.each_ref().map(String::as_str);
        let why = &book.duties(
            &of_three_years([(a, b), (c, d), (e, f)])?,
            day("2017-06-12"),
        )[0];
        let clause = why.clauses[0].condition.as_ref().expect("what holds");
        let sides = sides_of(clause);
        assert_eq!(sides.len(), 2);
        sides.into_iter().for_each(each_sum_re_adds);
        why.arithmetic
            .steps
            .iter()
            .for_each(|step| step.parts.iter().for_each(each_sum_re_adds));
        assert!(why.arithmetic.adds_up());
        let pence = |text: &str| text.parse::<Money>().map(|sum| sum.pence());
        let over = pence(b)? + pence(d)? + pence(f)? - pence(a)? - pence(c)? - pence(e)? - 500;
        let expected = match over > 0 {
            true => DutyStatus::NotMet {
                shortfall: Money::from_pence(over).ok(),
            },
            false => DutyStatus::Met,
        };
        assert_eq!(why.result, expected, "{why}");
    }
    Ok(())
}

#[test]
fn an_unknown_outturn_asks_only_where_it_matters() -> Outcomes {
    let book = RuleBook::read(
        r#"
[book]
id = "tried"
title = "Tried"

[[rule]]
id = "either"
question = "duty"
bodies = ["upland"]

[[rule.value]]
in_force_from = 2014-04-01
window = 2
cite = { assumption = "A year in balance, or both together.", by = "a test" }

[rule.value.holds]
any = [
  { any = "outturn", where = { fact = "outturn.result", at_least = 0 } },
  { value = { sum = { fact = "outturn.result" }, over = "outturn" }, at_least = 0 },
]
"#,
    )?;
    let asked = |sum: Option<&str>| -> Result<DutyStatus, Box<dyn Error>> {
        let mut facts = board("2016-17")?;
        if let Some(sum) = sum {
            let mut record = Record::new(Group::Outturn);
            let year: FinancialYear = "2015-16".parse()?;
            record.set(FactName::OutturnYear, year, &[4])?.set(
                FactName::OutturnResult,
                sum.parse::<Money>()?,
                &[4],
            )?;
            facts.add(record);
        }
        Ok(book.duties(&facts, day("2017-06-12"))[0].result.clone())
    };
    // 2016-17 is not known. A surplus of 2015-16 settles it, a deficit does not.
    assert_eq!(asked(Some("0"))?, DutyStatus::Met);
    let one = vec!["outturn.result of 2016-17".to_owned()];
    assert_eq!(
        asked(Some("-1"))?,
        DutyStatus::NeedsEvidence { missing: one }
    );
    let both = ["2015-16", "2016-17"].map(|year| format!("outturn.result of {year}"));
    let missing = Vec::from(both);
    assert_eq!(asked(None)?, DutyStatus::NeedsEvidence { missing });
    Ok(())
}

#[test]
fn what_has_not_ended_and_what_is_not_tested_yet_is_not_due() -> Outcomes {
    let book = RuleBook::read(THREE_YEARS)?;
    let facts = of_three_years([("1", "1"), ("1", "1"), ("1", "1")])?;
    let status = |facts: &Facts, on: &str| book.duties(facts, day(on))[0].result.clone();
    assert_eq!(status(&facts, "2017-03-30"), DutyStatus::NotYetDue);
    assert_eq!(status(&facts, "2017-03-31"), DutyStatus::Met);
    assert_eq!(
        status(&board("2015-16")?, "2017-06-12"),
        DutyStatus::NotYetDue
    );
    // Before it is in force, and of another kind of body, it does not lie on it at all.
    assert!(
        book.duties(&board("2012-13")?, day("2017-06-12"))
            .is_empty()
    );
    let mut cluster = board("2016-17")?;
    cluster.set(FactName::BodyKind, "cluster", &[])?;
    assert!(book.duties(&cluster, day("2017-06-12")).is_empty());
    Ok(())
}

#[test]
fn what_may_be_recorded_is_asked_for_only_where_the_rule_does_not_ask_whether_it_was() -> Outcomes {
    let with = |holds: &str| {
        RuleBook::read(&format!(
            r#"
[book]
id = "tried"
title = "Tried"

[[fact]]
id = "plan"
type = "flag"
of = "body"
meaning = "it has a plan"

[[rule]]
id = "planned"
question = "duty"
bodies = "any"

[[rule.value]]
in_force_from = 2014-04-01
holds = {holds}
cite = {{ assumption = "A plan.", by = "a test" }}
"#
        ))
    };
    let status = |holds: &str, facts: &Facts| -> Result<DutyStatus, Box<dyn Error>> {
        Ok(with(holds)?.duties(facts, day("2017-06-12"))[0]
            .result
            .clone())
    };
    let (has, whether) = (
        "{ fact = \"own.plan\", is = true }",
        "{ fact = \"own.plan\", recorded = true }",
    );
    let nothing = board("2016-17")?;
    let missing = vec!["own.plan".to_owned()];
    assert_eq!(
        status(has, &nothing)?,
        DutyStatus::NeedsEvidence { missing }
    );
    assert_eq!(
        status(whether, &nothing)?,
        DutyStatus::NotMet { shortfall: None }
    );
    let mut said = board("2016-17")?;
    said.record("own.plan", day("2016-05-01"), Fact::from(true), &[9]);
    assert_eq!(status(has, &said)?, DutyStatus::Met);
    assert_eq!(status(whether, &said)?, DutyStatus::Met);
    Ok(())
}

fn faults_of(text: &str) -> Vec<(FaultCode, String)> {
    let faults = RuleBook::read(text).expect_err("a faulty book");
    let faults = faults.faults().iter();
    faults
        .map(|fault| (fault.code, fault.key.clone()))
        .collect()
}

#[test]
fn a_duty_reads_whole_bodies_and_nothing_else() {
    let tried = |from: &str, to: &str| {
        assert!(THREE_YEARS.contains(from), "{from}");
        faults_of(&THREE_YEARS.replacen(from, to, 1))
    };
    let key = "rule[0].value[0].shortfall.excess.sum.fact";
    let of_an_item = tried("outturn.cost", "line.spent");
    assert_eq!(of_an_item, [(FaultCode::UnknownFact, key.to_owned())]);
    let all = tried(
        "{ sum = { fact = \"outturn.cost\" }, over = \"outturn\" }",
        "\"all\"",
    );
    assert_eq!(all[0].0, FaultCode::WrongType);
    let delay = tried("over = \"outturn\"", "over = \"delay\"");
    assert_eq!(delay[0].0, FaultCode::UnknownWord);
    for (from, to, key) in [
        ("window = 3", "window = 0", "rule[0].value[0].window"),
        ("window = 3", "window = 51", "rule[0].value[0].window"),
        ("[\"health_board\"]", "[]", "rule[0].kinds"),
        ("from = \"2016-17\"", "from = 2016", "rule[0].from"),
    ] {
        assert_eq!(
            tried(from, to),
            [(FaultCode::WrongType, key.to_owned())],
            "{to}"
        );
    }
    let kind = tried("health_board", "healthboard");
    assert_eq!(
        kind,
        [(FaultCode::UnknownWord, "rule[0].kinds[0]".to_owned())]
    );
    let both = tried("kinds =", "bodies = \"any\"\nkinds =");
    assert_eq!(both, [(FaultCode::UnknownKey, "rule[0].bodies".to_owned())]);
    let nobody = tried("kinds = [\"health_board\"]", "");
    assert_eq!(
        nobody,
        [(FaultCode::MissingKey, "rule[0].bodies".to_owned())]
    );
    let outcome = tried("window = 3", "window = 3\noutcome = \"lapse\"");
    assert_eq!(
        outcome,
        [(FaultCode::UnknownKey, "rule[0].value[0].outcome".to_owned())]
    );
    let uncited = tried("cite = { instrument = \"Act\", clause = \"175\" }", "");
    assert_eq!(
        uncited,
        [(FaultCode::Uncited, "rule[0].value[0].cite".to_owned())]
    );
}

/// A rule that takes deficits first from the next year.
const FIRST_CALL: &str = r#"
[[rule]]
id = "deficits"
question = "roll_over"
streams = "any"

[[rule.value]]
in_force_from = 2001-04-01
outcome = "first_call"
cite = { instrument = "RAB", clause = "1" }
"#;

#[test]
fn a_deficit_that_is_counted_twice_is_refused_unless_a_reason_is_given() -> Outcomes {
    let twice = format!("{THREE_YEARS}{FIRST_CALL}");
    let faults = RuleBook::read(&twice).expect_err("a deficit counted twice");
    let [fault] = faults.faults() else {
        panic!("{faults}")
    };
    assert_eq!(fault.code, FaultCode::DoubleDeficit);
    assert!(fault.found.contains("deficits/base"), "{fault}");
    assert!(fault.found.contains("three-year-duty/base"), "{fault}");
    // Over one year it is counted once.
    RuleBook::read(&twice.replace("window = 3", "window = 1"))?;
    RuleBook::read(&twice.replace("\"first_call\"", "\"absorb\""))?;
    let over = |keys: &str| {
        let title = "title = \"Tried\"\n";
        twice.replace(title, &format!("{title}[book.override]\n{keys}\n"))
    };
    let reason = "double_deficit = \"What is taken is added to the limit.\"";
    let cited = "cite = { assumption = \"It is.\", by = \"a test\" }";
    let book = RuleBook::read(&over(&format!("{reason}\n{cited}")))?;
    assert!(
        book.notes()
            .any(|(text, _)| text.contains("added to the limit"))
    );
    assert!(book.assumptions().iter().any(|it| it.place == "note"));
    let uncited = faults_of(&over(reason));
    assert_eq!(
        uncited,
        [(FaultCode::MissingKey, "book.override.cite".to_owned())]
    );
    let unreasoned = faults_of(&over(cited));
    let key = "book.override.double_deficit".to_owned();
    assert_eq!(unreasoned, [(FaultCode::MissingKey, key)]);
    Ok(())
}

#[test]
fn a_rule_on_items_does_not_read_outturns_and_ids_are_of_all_questions() {
    let text = format!(
        "{THREE_YEARS}{}",
        FIRST_CALL.replace("first_call", "absorb")
    );
    let same = faults_of(&text.replace("\"deficits\"", "\"three-year-duty\""));
    assert_eq!(same, [(FaultCode::Duplicate, "rule[1]".to_owned())]);
    let exception = r#"
[[rule.exception]]
label = "kept"
over = "base"
in_force_from = 2014-04-01
outcome = "absorb"
amount = { sum = { fact = "outturn.result" }, over = "outturn" }
when = { fact = "item.kind", is = "deficit" }
cite = { assumption = "It is.", by = "a test" }
"#;
    let reads = faults_of(&format!("{text}{exception}"));
    assert_eq!(reads[0].0, FaultCode::UnknownWord, "{reads:?}");
}

#[test]
fn a_reform_changes_a_duty_by_its_base_case() -> Outcomes {
    let book = RuleBook::read(THREE_YEARS)?;
    let reform = Reform::read(
        r#"
[reform]
id = "yearly"
name = "Each year"
reason = "Three years are too long."
author = "a test"
over = "tried"

[[change]]
do = "replace"
rule = "three-year-duty"
label = "base"
in_force_from = 2016-04-01
window = 1
holds = { any = "outturn", where = { fact = "outturn.result", at_least = 0 } }
cite = { assumption = "Each year in balance.", by = "a test" }
"#,
    )?;
    let facts = of_three_years([("100", "100"), ("100", "104"), ("100", "100")])?;
    let status = |book: &RuleBook| book.duties(&facts, day("2017-06-12"))[0].result.clone();
    assert_eq!(status(&book), DutyStatus::Met);
    assert_eq!(status(&reform.over(&book)?), DutyStatus::Met);
    let facts = of_three_years([("100", "90"), ("100", "100"), ("100", "104")])?;
    let status = |book: &RuleBook| book.duties(&facts, day("2017-06-12"))[0].result.clone();
    assert_eq!(status(&book), DutyStatus::Met);
    assert_eq!(
        status(&reform.over(&book)?),
        DutyStatus::NotMet { shortfall: None }
    );
    Ok(())
}

#[test]
fn an_answer_is_told_in_words_as_markdown_and_as_data() -> Outcomes {
    let book = RuleBook::read(THREE_YEARS)?;
    let facts = of_three_years([("100", "100"), ("100", "100"), ("100", "106.30")])?;
    let why = &book.duties(&facts, day("2017-06-12"))[0];
    let answer = "three-year-duty of upland, 2014-15 to 2016-17: not met, by £1.30.";
    assert_eq!(why.answer, answer);
    let text = why.to_string();
    for said in [
        answer,
        "as in force on 2017-03-31",
        "outturn.cost of 2016-17: £106.30",
        "tolerance: £5.00, from 2014-04-01",
        "outturn.cost (3): £106.30, entry 13",
        "£1.30 in all",
        "a difference of £1.30 would meet it.",
    ] {
        assert!(text.contains(said), "{said} in\n{text}");
    }
    assert!(why.to_markdown().starts_with(&format!("**{answer}**")));
    let json = serde_json::to_value(why)?;
    assert_eq!(json["result"]["not_met"]["shortfall"], "1.30");
    assert!(why.citation().is_some());
    // What is not known shows no arithmetic, and no sum that is not there.
    let unknown = &book.duties(&board("2016-17")?, day("2017-06-12"))[0];
    assert!(!unknown.to_string().contains("Arithmetic"), "{unknown}");
    assert!(
        unknown.answer.contains("outturn.cost of 2014-15"),
        "{unknown}"
    );
    Ok(())
}

#[test]
fn the_deficits_of_rab_beside_a_cumulative_duty_are_refused_as_they_were_ended() -> Outcomes {
    // E9: deducted from the next year's income and recovered by later surpluses, one pound twice.
    let (_, duty) = THREE_YEARS
        .split_once("[[parameter]]")
        .expect("what follows the header");
    let rab = RuleBook::preset("e8-rab")?;
    let faults = RuleBook::read(&format!("{}\n[[parameter]]{duty}", rab.text()));
    let faults = faults.expect_err("a deficit counted twice");
    let [fault] = faults.faults() else {
        panic!("{faults}")
    };
    assert_eq!(fault.code, FaultCode::DoubleDeficit);
    assert!(fault.found.contains("variance/over-spend"), "{fault}");
    assert!(fault.found.contains("three-year-duty/base"), "{fault}");
    Ok(())
}
