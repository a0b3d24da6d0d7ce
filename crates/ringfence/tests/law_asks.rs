//! Rules on what drafts ask for, on facts alone.

use std::error::Error;

use ringfence::law::{
    Answer, AskKind, AskQuestion, Fact, FactName, Facts, FaultCode, Group, Record, RuleBook,
};
use ringfence::word::Money;

type Outcomes = Result<(), Box<dyn Error>>;

fn book(rule: &str) -> String {
    format!("[book]\nid = \"tried\"\ntitle = \"Tried\"\n[[rule]]\nid = \"held\"\n{rule}")
}

const CITE: &str =
    "in_force_from = 2015-04-01\ncite = { assumption = \"made up\", by = \"a test\" }";

fn asked(pounds: &str) -> Facts {
    let mut facts = Facts::new();
    let sum: Money = pounds.parse().expect("a sum");
    facts
        .set(FactName::AskAmount, sum, &[])
        .expect("a fact of an ask");
    facts
}

fn tiers() -> RuleBook {
    let text = book(&format!(
        "question = \"approval\"\nstreams = \"any\"\ndrafts = [\"commit\"]\n\
         [[rule.value]]\n{CITE}\noutcome = \"approval\"\nup_to = \"100\"\nby = \"director\"\n\
         [[rule.exception]]\n{CITE}\nlabel = \"large\"\nover = \"base\"\noutcome = \"approval\"\n\
         by = [\"board\", \"minister\"]\n\
         when = {{ value = {{ plus = [{{ fact = \"ask.amount\" }}, \
         {{ sum = {{ fact = \"earlier.amount\" }}, over = \"earlier\" }}] }}, above = \"500\" }}\n"
    ));
    RuleBook::read(&text).expect("a book that loads")
}

fn approver(facts: &Facts) -> Answer {
    let day = "2016-07-01".parse().expect("a day");
    let why = tiers().ask(AskQuestion::Approval, AskKind::Commit, facts, day);
    why.expect("the rule covers it").result
}

#[test]
fn who_approves_goes_by_the_amount_and_by_what_was_asked_before() {
    let by = |names: &[&str]| Answer::NeedsApproval {
        by: names.iter().map(ToString::to_string).collect(),
    };
    assert_eq!(approver(&asked("100")), Answer::Allowed);
    assert_eq!(approver(&asked("100.01")), by(&["director"]));
    assert_eq!(approver(&asked("500")), by(&["director"]));
    assert_eq!(approver(&asked("500.01")), by(&["board", "minister"]));
    let mut after = asked("200");
    for (entry, sum) in [(3, "150"), (5, "150")] {
        let mut record = Record::new(Group::Earlier);
        let sum: Money = sum.parse().expect("a sum");
        record
            .set(FactName::EarlierAmount, sum, &[entry])
            .expect("a fact of the group");
        after.add(record);
    }
    assert_eq!(approver(&after), by(&["director"]));
    let sum: Money = "200.01".parse().expect("a sum");
    after
        .set(FactName::AskAmount, sum, &[])
        .expect("a fact of an ask");
    assert_eq!(approver(&after), by(&["board", "minister"]));
}

#[test]
fn what_is_not_known_is_asked_for_only_where_it_matters() -> Outcomes {
    let text = book(&format!(
        "question = \"control\"\nstreams = \"any\"\ndrafts = \"any\"\n\
         [[rule.value]]\n{CITE}\noutcome = \"refuse\"\nup_to = {{ fact = \"body.spent\" }}\n\
         [[rule.exception]]\n{CITE}\nlabel = \"small\"\nover = \"base\"\noutcome = \"allow\"\n\
         when = {{ fact = \"ask.amount\", at_most = \"10\" }}\n"
    ));
    let (book, day) = (RuleBook::read(&text)?, "2016-07-01".parse()?);
    let answer = |facts: &Facts| {
        let why = book.ask(AskQuestion::Control, AskKind::Spend, facts, day);
        why.expect("the rule covers it")
    };
    let (mut small, mut large) = (asked("10"), asked("10.01"));
    for facts in [&mut small, &mut large] {
        facts.set(FactName::BodySpent, Fact::Unknown, &[4])?;
    }
    assert_eq!(answer(&small).result, Answer::Allowed);
    let missing = vec!["body.spent".to_owned()];
    assert_eq!(answer(&large).result, Answer::NeedsEvidence { missing });
    large.set(FactName::BodySpent, "4".parse::<Money>()?, &[4])?;
    let why = answer(&large);
    let up_to: Money = "4".parse()?;
    assert_eq!(why.result, Answer::Refused { up_to });
    assert!(why.arithmetic.adds_up());
    let steps: Vec<String> = why
        .arithmetic
        .steps
        .iter()
        .map(|it| it.amount.to_string())
        .collect();
    assert_eq!(steps, ["4.00", "6.01"]);
    assert!(why.to_string().contains("no more than £4.00 may"), "{why}");
    assert_eq!(
        why.citation().map(ToString::to_string).as_deref(),
        Some("assumed by a test: made up")
    );
    Ok(())
}

#[test]
fn each_question_has_its_own_words_and_its_own_facts() {
    let of_any = |keys: &str| format!("drafts = \"any\"\n[[rule.value]]\n{CITE}\n{keys}");
    let allow = format!("[[rule.value]]\n{CITE}\noutcome = \"allow\"");
    let of_vire = format!("drafts = [\"vire\"]\n{allow}");
    let misspelt = format!("drafts = [\"comit\"]\n{allow}");
    let cases = [
        ("control", allow, "drafts"),
        ("virement", of_vire, "drafts"),
        ("control", misspelt, "drafts[0]"),
        ("control", of_any("outcome = \"lapse\""), "outcome"),
        ("approval", of_any("outcome = \"refuse\""), "outcome"),
        ("approval", of_any("outcome = \"approval\""), "by"),
        (
            "control",
            of_any("outcome = \"allow\"\nup_to = \"5\""),
            "up_to",
        ),
        (
            "control",
            of_any("outcome = \"refuse\"\nup_to = { fact = \"line.spent\" }"),
            "up_to.fact",
        ),
    ];
    for (question, keys, key) in cases {
        let faults = RuleBook::read(&rule(question, &keys)).expect_err("it does not load");
        let mut all = faults.faults().iter();
        assert!(all.any(|fault| fault.key.ends_with(key)), "{key}: {faults}");
    }
}

fn rule(question: &str, more: &str) -> String {
    book(&format!(
        "question = \"{question}\"\nstreams = \"any\"\n{more}\n"
    ))
}

#[test]
fn one_rule_answers_a_question_of_a_draft_and_stream() {
    let asks = "drafts = \"any\"\n[[rule.value]]\noutcome = \"allow\"\n".to_owned() + CITE;
    let twice = rule("control", &asks)
        + "\n[[rule]]\nid = \"again\"\nquestion = \"control\"\n\
        streams = \"any\"\n"
        + &asks;
    let faults = RuleBook::read(&twice).expect_err("two rules for one question");
    assert!(
        faults
            .faults()
            .iter()
            .any(|it| it.code == FaultCode::Duplicate),
        "{faults}"
    );
    let other = rule("control", &asks)
        + "\n[[rule]]\nid = \"again\"\nquestion = \"approval\"\n\
        streams = \"any\"\n"
        + &asks;
    assert!(RuleBook::read(&other).is_ok());
}

fn two_who_approve(one: &str, other: &str) -> String {
    book(&format!(
        "question = \"approval\"\nstreams = \"any\"\ndrafts = \"any\"\n\
         [[rule.value]]\n{CITE}\noutcome = \"allow\"\n\
         [[rule.exception]]\n{CITE}\nlabel = \"one\"\nover = \"base\"\n\
         outcome = \"approval\"\nby = {one}\n\
         when = {{ fact = \"ask.amount\", above = \"0\" }}\n\
         [[rule.exception]]\n{CITE}\nlabel = \"other\"\nover = \"base\"\n\
         outcome = \"approval\"\nby = {other}\n\
         when = {{ fact = \"ask.amount\", above = \"0\" }}\n\
         [[fact]]\nid = \"who\"\ntype = \"text\"\nof = \"body\"\nmeaning = \"who\"\n"
    ))
}

#[test]
fn two_who_approve_are_asked_for_where_one_is_not_known_and_could_be_the_other() -> Outcomes {
    let day = "2016-07-01".parse()?;
    let answer = |known: &str, who: Fact| -> Result<Answer, Box<dyn Error>> {
        let mut facts = asked("10");
        facts.record("own.who", day, who, &[]);
        let book = RuleBook::read(&two_who_approve("{ fact = \"own.who\" }", known))?;
        let why = book.ask(AskQuestion::Approval, AskKind::Commit, &facts, day);
        Ok(why.ok_or("the rule covers it")?.result)
    };
    // Unknown, it could be the board: that is asked. Known to be the board, both agree.
    let missing = vec!["own.who".to_owned()];
    let asks = Answer::NeedsEvidence { missing };
    assert_eq!(answer("\"board\"", Fact::Unknown)?, asks);
    let by = vec!["board".to_owned()];
    let agreed = Answer::NeedsApproval { by };
    assert_eq!(answer("\"board\"", Fact::from("board"))?, agreed);
    // Known to be another, and one against two, they disagree whatever it is.
    let apart = |answer| matches!(answer, Answer::Conflict { .. });
    assert!(apart(answer("\"board\"", Fact::from("director"))?));
    assert!(apart(answer("[\"board\", \"minister\"]", Fact::Unknown)?));
    // What is known of them is alike; but two names are never one.
    let one = "{ fact = \"own.who\" }";
    let two = format!("[\"board\", {one}]");
    let both = |first: &str, second: &str| -> Result<Answer, Box<dyn Error>> {
        let text = two_who_approve(first, second);
        let mut facts = asked("10");
        facts.record("own.who", day, Fact::Unknown, &[]);
        let why = RuleBook::read(&text)?.ask(AskQuestion::Approval, AskKind::Commit, &facts, day);
        Ok(why.ok_or("the rule covers it")?.result)
    };
    assert!(apart(both(&two, "\"board\"")?));
    // Whoever it is, two clauses that name one fact name one approver.
    let by = vec!["board".to_owned()];
    assert_eq!(both(&two, &two)?, Answer::NeedsApproval { by });
    Ok(())
}

#[test]
fn what_is_left_is_the_least_that_it_could_be_where_it_is_not_known() -> Outcomes {
    let limit = |condition: &str| {
        book(&format!(
            "question = \"control\"\nstreams = \"any\"\ndrafts = \"any\"\n\
             [[rule.value]]\n{CITE}\noutcome = \"refuse\"\n\
             up_to = {{ cases = [{{ when = {condition}, value = \"5\" }}], otherwise = \"2\" }}\n\
             [[fact]]\nid = \"found\"\ntype = \"money\"\nof = \"body\"\nmeaning = \"found\"\n"
        ))
    };
    let (one, day) = ("{ fact = \"own.found\" }", "2016-07-01".parse()?);
    let less = format!("{{ value = {{ minus = [{one}, {one}] }}, at_least = 0 }}");
    let answer = |condition: &str, pounds: &str| -> Result<Answer, Box<dyn Error>> {
        let mut facts = asked(pounds);
        facts.record("own.found", day, Fact::Unknown, &[]);
        let book = RuleBook::read(&limit(condition))?;
        let why = book.ask(AskQuestion::Control, AskKind::Spend, &facts, day);
        Ok(why.ok_or("the rule covers it")?.result)
    };
    let refused = Answer::Refused {
        up_to: "2".parse()?,
    };
    let missing = vec!["own.found".to_owned()];
    let asks = Answer::NeedsEvidence { missing };
    let above = "{ fact = \"own.found\", above = 0 }";
    // A sum less itself is nought, whatever it is; but each place that reads it is weighed alone.
    for condition in [above, less.as_str()] {
        assert_eq!(answer(condition, "2")?, Answer::Allowed);
        assert_eq!(answer(condition, "2.01")?, asks);
        assert_eq!(answer(condition, "5.01")?, refused);
    }
    Ok(())
}

#[test]
fn two_that_refuse_by_sums_of_which_one_is_not_known_ask_for_it() -> Outcomes {
    let two = |one: &str, other: &str| {
        book(&format!(
            "question = \"control\"\nstreams = \"any\"\ndrafts = \"any\"\n\
             [[rule.value]]\n{CITE}\noutcome = \"allow\"\n\
             [[rule.exception]]\n{CITE}\nlabel = \"one\"\nover = \"base\"\n\
             outcome = \"refuse\"\nup_to = {one}\nwhen = {{ fact = \"ask.amount\", above = 0 }}\n\
             [[rule.exception]]\n{CITE}\nlabel = \"other\"\nover = \"base\"\n\
             outcome = \"refuse\"\nup_to = {other}\nwhen = {{ fact = \"ask.amount\", above = 0 }}\n\
             [[fact]]\nid = \"found\"\ntype = \"money\"\nof = \"body\"\nmeaning = \"found\"\n"
        ))
    };
    let (day, found) = ("2016-07-01".parse()?, "{ fact = \"own.found\" }");
    let answer = |one: &str, other: &str| -> Result<Answer, Box<dyn Error>> {
        let mut facts = asked("10");
        facts.record("own.found", day, Fact::Unknown, &[]);
        let book = RuleBook::read(&two(one, other))?;
        let why = book.ask(AskQuestion::Control, AskKind::Spend, &facts, day);
        Ok(why.ok_or("the rule covers it")?.result)
    };
    // At nought both leave nothing; at £3 one leaves nothing and the other £3.
    let missing = vec!["own.found".to_owned()];
    assert_eq!(answer("0", found)?, Answer::NeedsEvidence { missing });
    // One fact is one sum, whatever it is: what is left in any case is nothing.
    let up_to = Money::ZERO;
    let both = "{ least = [{ fact = \"own.found\" }, 9] }";
    assert_eq!(answer(both, both)?, Answer::Refused { up_to });
    // Between £5 and £9 it is never £4.
    let between = "{ least = [{ greatest = [{ fact = \"own.found\" }, 5] }, 9] }";
    assert!(matches!(answer("4", between)?, Answer::Conflict { .. }));
    Ok(())
}
