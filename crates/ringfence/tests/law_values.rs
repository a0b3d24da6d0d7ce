//! Values that are reckoned, parameters, and comparisons of any two of one type.

use ringfence::law::{Fact, FactName, Facts, FaultCode, Group, Outcome, Record, RuleBook};
use ringfence::word::Money;

use law_clause::with_exception;
use law_fixture::{close, day, item, kept, missing, pounds};

mod law_clause;
mod law_fixture;

const FREE: &str = "when = { fact = \"item.kind\", is = \"free\" }";

/// The line was given £90,000 and has spent £80,000 of it; £10,000 is free.
fn free() -> Facts {
    let mut facts = item("free", "10000");
    let mut set = |name, fact: Fact| {
        facts.set(name, fact, &[3]).expect("a fact of its type");
    };
    set(FactName::LineAllocated, pounds("90000").into());
    set(FactName::LineSpent, pounds("80000").into());
    set(FactName::LineAge, 1.into());
    set(FactName::LineHops, 1.into());
    set(FactName::LineVintage, year("2015-16").into());
    set(FactName::YearItself, year("2016-17").into());
    facts
}

fn year(text: &str) -> ringfence::word::FinancialYear {
    text.parse().expect("a year of the test")
}

fn notice(on: &str, amount: Fact) -> Record {
    let mut record = Record::new(Group::Notice);
    record
        .set(FactName::NoticeEffective, day(on), &[5])
        .expect("a day");
    record
        .set(FactName::NoticeAmount, amount, &[5])
        .expect("a sum");
    record
}

fn of_amount(amount: &str) -> RuleBook {
    let text = with_exception("", &format!("{FREE}\namount = {amount}"));
    RuleBook::read(&text).unwrap_or_else(|faults| panic!("{amount}: {faults}"))
}

#[test]
fn an_amount_is_reckoned_from_other_values() {
    let mut facts = free();
    facts.add(notice("2016-04-05", pounds("80000").into()));
    facts.add(notice("2017-01-31", pounds("4000").into()));
    facts.add(notice("2017-02-01", pounds("6000").into()));
    for (amount, sum) in [
        // By hand: a tenth of 90,000; 1 in 7 of 90,000 is 12,857.142857…, more than there is.
        (
            "{ of = 10, in = 100, round = \"down\", from = { fact = \"line.allocated\" } }",
            "9000",
        ),
        (
            "{ of = 1, in = 7, round = \"down\", from = { fact = \"line.allocated\" } }",
            "10000",
        ),
        (
            "{ of = 3, in = 2, round = \"down\", from = \"5000\" }",
            "7500",
        ),
        ("{ excess = \"all\", above = \"1000\" }", "9000"),
        ("{ excess = \"all\", above = \"10000.01\" }", "0"),
        (
            "{ minus = [{ fact = \"line.allocated\" }, { fact = \"line.spent\" }, 7000] }",
            "3000",
        ),
        (
            "{ minus = [{ fact = \"line.spent\" }, { fact = \"line.allocated\" }] }",
            "0",
        ),
        (
            "{ plus = [\"1.01\", { times = { fact = \"line.hops\" }, each = \"2.02\" }] }",
            "3.03",
        ),
        ("{ plus = [\"5\", { fact = \"line.held\" }] }", "5"),
        (
            "{ sum = { fact = \"notice.amount\" }, over = \"notice\", where = \
          { fact = \"notice.effective\", on_or_after = 2017-02-01 } }",
            "6000",
        ),
        ("{ times = { count = \"notice\" }, each = 11 }", "33"),
        ("{ times = { count = \"delay\" }, each = 11 }", "0"),
        (
            "{ cases = [{ when = { fact = \"line.age\", is = 0 }, value = \"all\" }, \
          { when = { fact = \"line.age\", is = 1 }, value = { of = 1, in = 2, round = \"up\" } }], \
          otherwise = 0 }",
            "5000",
        ),
        ("{ least = [{ greatest = [\"1\", \"2\"] }, \"all\"] }", "2"),
        // From 5 April to 1 February are 302 days.
        (
            "{ times = { days_from = { earliest = { fact = \"notice.effective\" }, \
             over = \"notice\" }, \
          to = { latest = { fact = \"notice.effective\" }, over = \"notice\" } }, each = 1 }",
            "302",
        ),
    ] {
        let book = of_amount(amount);
        assert_eq!(kept(&book, &facts), pounds(sum), "{amount}");
    }
}

#[test]
fn days_and_years_are_moved_and_compared() {
    let holds = |condition: &str| {
        let book = RuleBook::read(&with_exception(
            "",
            &format!("when = {condition}\namount = \"all\""),
        ));
        let book = book.unwrap_or_else(|faults| panic!("{condition}: {faults}"));
        let mut facts = free();
        facts
            .set(FactName::CommitmentPlacedOn, day("2017-02-28"), &[])
            .expect("a day");
        kept(&book, &facts) == pounds("10000")
    };
    let placed = |rest: &str| holds(&format!("{{ fact = \"commitment.placed_on\", {rest} }}"));
    assert!(placed("on_or_before = { month = 2, day = 28 }"));
    assert!(!placed("before = { month = 2, day = 28 }"));
    assert!(
        placed("is = { month = 2, day = 29 }"),
        "the last of a month without such a day"
    );
    assert!(
        placed("after = { month = 4, day = 1 }"),
        "1 April 2016 begins the year"
    );
    assert!(
        !placed("after = { month = 3, day = 31 }"),
        "31 March 2017 ends it"
    );
    assert!(placed(
        "is = { day = { fact = \"year.last_day\" }, minus = { months = 1 } }"
    ));
    assert!(placed("is = { day = 2016-02-29, plus = { years = 1 } }"));
    assert!(placed("is = { day = 2017-03-10, plus = { days = -10 } }"));
    let next = "{ year = { fact = \"year.itself\" }, plus = { years = 1 } }";
    let last = format!("{{ month = 2, day = 28, in_year = {next} }}");
    assert!(placed(&format!("before = {last}")) && !placed(&format!("is = {last}")));
    assert!(holds(
        "{ value = { year = { fact = \"line.vintage\" }, plus = { years = 1 } }, \
         is = { fact = \"year.itself\" } }"
    ));
    assert!(holds(
        "{ value = { plus = [{ fact = \"line.age\" }, 1] }, above = { fact = \"line.hops\" } }"
    ));
}

#[test]
fn a_parameter_is_read_on_the_day_asked_or_on_the_day_named() {
    let parameter = r#"
[[parameter]]
id = "cap"
type = "money"
[[parameter.value]]
in_force_from = 2016-04-01
value = "100"
cite = { instrument = "Letter 1", clause = "2" }
[[parameter.value]]
in_force_from = 2017-01-01
in_force_until = 2017-06-30
value = "250"
cite = { instrument = "Letter 9", clause = "1" }
"#;
    let read = |amount: &str| {
        let text = with_exception(parameter, &format!("{FREE}\namount = {amount}"));
        RuleBook::read(&text).unwrap_or_else(|faults| panic!("{faults}"))
    };
    let now = read("{ parameter = \"cap\" }");
    let facts = free();
    for (on, sum) in [
        ("2016-03-31", "0"),
        ("2016-04-01", "100"),
        ("2016-12-31", "100"),
        ("2017-01-01", "250"),
        ("2017-06-30", "250"),
        ("2017-07-01", "0"),
    ] {
        let disposal = now.dispose(&facts, day(on));
        assert_eq!(disposal.sum_of(Outcome::RollOver), pounds(sum), "{on}");
    }
    let then = read(
        "{ parameter = \"cap\", on = { day = { month = 1, day = 1 }, minus = { days = 1 } } }",
    );
    assert_eq!(kept(&then, &facts), pounds("100"));

    let why = now.roll_over(&facts, close());
    let [reading] = why.parameters.as_slice() else {
        panic!("one parameter: {why}")
    };
    assert_eq!(reading.parameter, "cap");
    let cite = reading.citation.as_ref().map(ToString::to_string);
    assert_eq!(cite.as_deref(), Some("Letter 9, 1"));
    assert!(
        why.to_string()
            .contains("cap: £250.00, from 2017-01-01 (Letter 9, 1)"),
        "{why}"
    );
    assert_eq!(
        why.bound.as_deref(),
        Some("the parameter cap: £250.00 of £10,000.00")
    );
}

#[test]
fn a_fact_of_the_books_own_is_shown_as_it_was_read() {
    let of_line = "[[fact]]\nid = \"agreed\"\ntype = \"money\"\nof = \"line\"\n\
                   meaning = \"how much was agreed to\"\n";
    let book = |amount: &str| {
        let text = with_exception(of_line, &format!("{FREE}\namount = {amount}"));
        RuleBook::read(&text).unwrap_or_else(|faults| panic!("{faults}"))
    };
    // £10 from 1 March, £20 from 15 April: by the year's end £10, by the end of April £20.
    let mut facts = free();
    for (on, sum, entry) in [("2017-03-01", "10", 7), ("2017-04-15", "20", 9)] {
        facts.record("own.agreed", day(on), pounds(sum), &[entry]);
    }
    let plain = "{ fact = \"own.agreed\" }";
    let april = "{ fact = \"own.agreed\", on = 2017-04-30 }";
    let shown = |amount: &str| {
        let why = book(amount).roll_over(&facts, close());
        let own = why.own.iter().map(|it| (it.by.to_string(), it.entries[0]));
        let lines = why.to_string();
        let lines = lines.lines().filter(|line| line.contains("as recorded by"));
        let lines: Vec<String> = lines.map(|line| line.trim().to_owned()).collect();
        (own.collect::<Vec<_>>(), lines)
    };
    let by = |day: &str, entry| (day.to_owned(), entry);
    let (of_march, of_april) = ([by("2017-03-31", 7)], [by("2017-04-30", 9)]);
    assert_eq!(shown(plain).0, of_march);
    let (own, lines) = shown(april);
    assert_eq!(own, of_april);
    let line = "- own.agreed (how much was agreed to), as recorded by 2017-04-30: £20.00, entry 9";
    assert_eq!(lines, [line]);
    // Read by both, it is shown by both; by one and the same day, once.
    let both = format!("{{ least = [{april}, {plain}] }}");
    assert_eq!(shown(&both).0, [of_march.clone(), of_april].concat());
    let eve = "{ fact = \"own.agreed\", on = { fact = \"year.last_day\" } }";
    let twice = format!("{{ least = [{eve}, {plain}] }}");
    assert_eq!(shown(&twice).0, of_march);
}

#[test]
fn what_was_reckoned_is_shown_step_by_step() {
    let book = of_amount(
        "{ least = [\"12000\", { of = 10, in = 100, round = \"down\", \
         from = { fact = \"line.allocated\" } }] }",
    );
    let why = book.roll_over(&free(), close());
    let [first, rest] = why.arithmetic.steps.as_slice() else {
        panic!("two steps")
    };
    let [least] = first.parts.as_slice() else {
        panic!("how it was found")
    };
    assert_eq!(
        (least.text.as_str(), least.value.as_str()),
        ("the least of these", "£9,000.00")
    );
    let values: Vec<&str> = least.parts.iter().map(|part| part.value.as_str()).collect();
    assert_eq!(values, ["£12,000.00", "£9,000.00"]);
    assert_eq!(least.parts[1].parts[0].text, "line.allocated");
    assert!(rest.parts.is_empty());
}

#[test]
fn an_unknown_sum_asks_only_where_its_ends_would_differ() {
    let mut facts = free();
    facts
        .set(FactName::LineAllocated, Fact::Unknown, &[7])
        .expect("unknown");
    let share = "{ of = 10, in = 100, round = \"down\", from = { fact = \"line.allocated\" } }";
    assert_eq!(missing(&of_amount(share), &facts), ["line.allocated"]);
    let least = format!("{{ least = [{share}, 0] }}");
    assert_eq!(kept(&of_amount(&least), &facts), Money::ZERO);
    let greatest = format!("{{ greatest = [{share}, \"all\"] }}");
    assert_eq!(kept(&of_amount(&greatest), &facts), pounds("10000"));

    let mut facts = free();
    facts.add(notice("2017-02-01", Fact::Unknown));
    let sum = "{ sum = { fact = \"notice.amount\" }, over = \"notice\" }";
    assert_eq!(missing(&of_amount(sum), &facts), ["notice.amount"]);
    let late = "{ sum = { fact = \"notice.amount\" }, over = \"notice\", where = \
                { fact = \"notice.effective\", after = 2017-02-01 } }";
    assert_eq!(kept(&of_amount(late), &facts), Money::ZERO);

    // By case: where a case is not known, it is one of the two.
    let mut facts = free();
    facts
        .set(FactName::ProjectApproved, Fact::Unknown, &[7])
        .expect("unknown");
    let by = |value: &str| {
        format!(
            "{{ cases = [{{ when = {{ fact = \"project.approved\", is = true }}, \
             value = {value} }}], otherwise = 5 }}"
        )
    };
    assert_eq!(missing(&of_amount(&by("7")), &facts), ["project.approved"]);
    assert_eq!(kept(&of_amount(&by("5")), &facts), pounds("5"));
}

#[test]
fn what_does_not_fit_is_refused_at_its_place() {
    use FaultCode::{
        BadAmount, BadShare, MissingKey, UnknownFact, UnknownKey, UnknownName, WrongType,
    };
    for (amount, code, key) in [
        ("{ fact = \"line.age\" }", WrongType, "amount.fact"),
        ("{ fact = \"line.alocated\" }", UnknownFact, "amount.fact"),
        ("{ parameter = \"cap\" }", UnknownName, "amount.parameter"),
        ("{ count = \"delay\" }", WrongType, "amount.count"),
        (
            "{ sum = { fact = \"notice.amount\" } }",
            MissingKey,
            "amount.over",
        ),
        ("{ excess = \"all\" }", MissingKey, "amount.above"),
        ("{ times = \"all\", each = 1 }", WrongType, "amount.times"),
        ("{ plus = [] }", BadAmount, "amount.plus"),
        ("{ plus = [1, \"-2\"] }", BadAmount, "amount.plus[1]"),
        ("{ lest = [1] }", UnknownKey, "amount"),
        ("{}", UnknownKey, "amount"),
        (
            "{ cases = [{ when = {}, value = 1 }], otherwise = 0 }",
            MissingKey,
            "amount.cases[0].when",
        ),
        (
            "{ cases = [{ value = 1 }] }",
            MissingKey,
            "amount.otherwise",
        ),
        ("{ of = 5, in = 0, round = \"up\" }", BadShare, "amount"),
        ("{ of = -5, in = 10, round = \"up\" }", BadShare, "amount"),
        (
            "{ of = 5, in = 10, from = \"all\" }",
            MissingKey,
            "amount.round",
        ),
    ] {
        let text = with_exception("", &format!("{FREE}\namount = {amount}"));
        let faults = RuleBook::read(&text).expect_err(amount);
        let wanted = format!("rule[0].exception[0].{key}");
        let found = faults.faults().iter();
        let found = found
            .filter(|fault| fault.code == code && fault.key == wanted)
            .count();
        assert_eq!(found, 1, "{amount}: {faults}");
    }
}

#[test]
fn a_parameter_that_does_not_fit_is_refused_at_its_place() {
    use FaultCode::{UnknownName, WrongType};
    let parameter = "[[parameter]]\nid = \"cap\"\ntype = \"whole\"\n[[parameter.value]]\n\
                     in_force_from = 2016-04-01\nvalue = \"7\"\n";
    let text = with_exception(
        parameter,
        &format!("{FREE}\namount = {{ parameter = \"caps\" }}"),
    );
    let faults = RuleBook::read(&text).expect_err("three faults");
    let found: Vec<_> = faults
        .faults()
        .iter()
        .map(|it| (it.code, it.key.as_str()))
        .collect();
    let expected = [
        (FaultCode::Uncited, "parameter[0].value[0].cite"),
        (WrongType, "parameter[0].value[0].value"),
        (UnknownName, "rule[0].exception[0].amount.parameter"),
    ];
    assert_eq!(found, expected);
    assert_eq!(faults.faults()[2].nearest.as_deref(), Some("cap"));
}

#[test]
fn a_value_is_compared_with_its_own_kind() {
    for condition in [
        "{ value = \"5\", above = 4 }",
        "{ value = { fact = \"line.spent\" }, above = { fact = \"line.age\" } }",
        "{ value = { fact = \"line.spent\" }, before = \"5\" }",
        "{ value = { month = 13, day = 1 }, before = 2017-01-01 }",
        "{ value = { day = 2017-01-01 }, before = 2017-01-01 }",
        "{ value = { day = 2017-01-01, plus = { weeks = 1 } }, before = 2017-01-01 }",
        "{ value = { year = \"2016-17\", plus = { days = 1 } }, before = \"2017-18\" }",
        "{ value = { least = [\"2016-17\", { fact = \"body.id\" }] }, is = \"x\" }",
    ] {
        let text = with_exception("", &format!("when = {condition}\namount = \"all\""));
        assert!(RuleBook::read(&text).is_err(), "{condition}");
    }
}

#[test]
fn a_reform_changes_a_parameter_from_its_day_on() -> Result<(), Box<dyn std::error::Error>> {
    let parameter = "[[parameter]]\nid = \"cap\"\ntype = \"money\"\n[[parameter.value]]\n\
                     in_force_from = 2016-04-01\nvalue = 7\n\
                     cite = { assumption = \"made up\", by = \"the test\" }\n";
    let amount = format!("{FREE}\namount = {{ parameter = \"cap\" }}");
    let book = RuleBook::read(&with_exception(parameter, &amount))?;
    assert_eq!(book.assumptions()[0].place, "parameter cap");
    let reform = |change: &str| {
        let text = format!(
            "[reform]\nid = \"more\"\nname = \"More\"\nreason = \"To see\"\nauthor = \"the test\"\n\
             over = \"made-up\"\n[[change]]\n{change}"
        );
        ringfence::law::Reform::read(&text)
    };
    let replaced = reform(
        "do = \"replace\"\nparameter = \"cap\"\nin_force_from = 2017-01-01\nvalue = 9\n\
         cite = { assumption = \"more\", by = \"the test\" }\n",
    )?;
    let after = replaced.over(&book)?;
    let on = |text: &str| after.dispose(&free(), day(text)).sum_of(Outcome::RollOver);
    assert_eq!([on("2016-12-31"), on("2017-01-01")], ["7", "9"].map(pounds));
    let none = reform("do = \"remove\"\nparameter = \"caps\"\nin_force_from = 2017-01-01\n")?;
    let faults = none.over(&book).expect_err("no such parameter");
    assert_eq!(faults.faults()[0].nearest.as_deref(), Some("cap"));
    Ok(())
}

#[test]
fn what_would_change_the_answer_is_said_in_english() {
    let said = |condition: &str| {
        let text = with_exception("", &format!("amount = \"all\"\nwhen = {condition}"));
        let book = RuleBook::read(&text).unwrap_or_else(|faults| panic!("{condition}: {faults}"));
        let mut facts = free();
        let set = facts.set(FactName::LineRecurrence, "recurrent", &[3]);
        set.expect("a word");
        book.roll_over(&facts, close()).to_string()
    };
    for (condition, words) in [
        (
            "{ fact = \"line.recurrence\", is = \"recurrent\" }",
            "line.recurrence were not recurrent",
        ),
        (
            "{ fact = \"line.recurrence\", is_not = \"non-recurrent\" }",
            "line.recurrence were non-recurrent",
        ),
        (
            "{ fact = \"line.recurrence\", is_not = \"recurrent\" }",
            "line.recurrence were not recurrent",
        ),
        (
            "{ fact = \"line.recurrence\", is = \"non-recurrent\" }",
            "line.recurrence were non-recurrent",
        ),
        (
            "{ fact = \"project.id\", recorded = false }",
            "project.id is not recorded: yes",
        ),
        (
            "{ fact = \"item.kind\", recorded = true }",
            "item.kind is recorded: yes",
        ),
    ] {
        let said = said(condition);
        assert!(said.contains(words), "{condition}: {said}");
    }
}

#[test]
fn a_share_written_as_a_sum_is_told_how_a_share_is_written() {
    for (amount, wanted) in [
        ("0.05", "{ of = 5, in = 100"),
        ("\"5%\"", "{ of = 5, in = 100"),
        ("\"£2,000\"", "without sign and commas"),
    ] {
        let text = with_exception("", &format!("{FREE}\namount = {amount}"));
        let faults = RuleBook::read(&text).expect_err("no sum").to_string();
        assert!(faults.contains(wanted), "{faults}");
    }
    let listed =
        with_exception("", FREE).replace("streams = \"any\"", "streams = [\"core\", \"any\"]");
    let faults = RuleBook::read(&listed).expect_err("any in a list");
    assert!(
        faults.to_string().contains("rule[0].streams[1]"),
        "{faults}"
    );
}
