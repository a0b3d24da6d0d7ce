//! Caps over several items: how they are read, explained and reformed.

use ringfence::journal::{ActKind, Draft, FieldValue, Header};
use ringfence::law::{Fact, FactName, FaultCode, Outcome, Reform, RuleBook, Verdict};
use ringfence::state::{Checked, Ledger, Plan, Rules};
use ringfence::word::Money;

use law_fixture::{close, item, kept, missing, pounds};

mod law_fixture;

const CAP: &str = r#"
[[rule.cap]]
label = "board"
in_force_from = 2015-04-01
per = "accountable"
amount = "100"
share = "pro_rata"
cite = { instrument = "Circular 7", clause = "4", paraphrase = "A board keeps £100." }
"#;

fn text(caps: &str) -> String {
    format!(
        r#"
[book]
id = "capped"
title = "For a test"
[[fact]]
id = "own"
type = "money"
of = "project"
meaning = "made up"
[[fact]]
id = "ceiling"
type = "money"
of = "body"
meaning = "made up"
[[rule]]
id = "rests"
question = "roll_over"
streams = "any"
[[rule.value]]
in_force_from = 2015-04-01
outcome = "lapse"
cite = {{ assumption = "made up", by = "the test" }}
[[rule.exception]]
label = "rest"
over = "base"
in_force_from = 2015-04-01
when = {{ fact = "item.kind", is = "free" }}
outcome = "roll_over"
to = "same_line"
amount = "all"
cite = {{ assumption = "made up", by = "the test" }}
[[rule.exception]]
label = "gone"
over = "rest"
in_force_from = 2015-04-01
when = {{ fact = "line.hops", at_least = 3 }}
outcome = "revert"
amount = "all"
cite = {{ assumption = "made up", by = "the test" }}
{caps}"#
    )
}

fn book(caps: &str) -> RuleBook {
    RuleBook::read(&text(caps)).unwrap_or_else(|faults| panic!("{caps}: {faults}"))
}

/// The faults of a book with such caps: code, the end of the key, nearest.
fn faults(caps: &str) -> Vec<(FaultCode, String, Option<String>)> {
    let faults = RuleBook::read(&text(caps)).expect_err("a fault");
    let each = faults.faults().iter();
    each.map(|fault| {
        assert!(
            fault.line.is_some() && !fault.expected.is_empty(),
            "{fault}"
        );
        let key = fault.key.replace("rule[0].cap", "");
        (fault.code, key, fault.nearest.clone())
    })
    .collect()
}

/// The one fault of the cap with a line in place of another.
fn fault(old: &str, new: &str) -> (FaultCode, String, Option<String>) {
    assert!(CAP.contains(old), "{old}");
    let found = faults(&CAP.replace(old, new));
    let [one] = found.as_slice() else {
        panic!("{new}: {found:?}")
    };
    one.clone()
}

/// Upland's clusters North and East have £100 and £50 left of £100 and £50.
fn ledger() -> Ledger {
    let mut ledger = Ledger::new(Header::new("GBP").expect("a currency"));
    for (kind, fields) in [
        (ActKind::AddBody, "id=gov | kind=government"),
        (
            ActKind::AddBody,
            "id=upland | kind=health_board | parent=gov",
        ),
        (ActKind::AddBody, "id=north | kind=cluster | parent=upland"),
        (ActKind::AddBody, "id=east | kind=cluster | parent=upland"),
        (ActKind::AddStream, "id=cluster | purposes=access"),
        (
            ActKind::Allocate,
            "stream=cluster | to=north | from=gov | year=2016-17 | amount=100 | \
             effective=2016-05-06",
        ),
        (
            ActKind::Allocate,
            "stream=cluster | to=east | from=gov | year=2016-17 | amount=50 | \
             effective=2016-05-06",
        ),
    ] {
        post(&mut ledger, kind, fields);
    }
    ledger
}

fn post(ledger: &mut Ledger, kind: ActKind, fields: &str) {
    let pairs = fields.split('|').filter_map(|field| field.split_once('='));
    let field = |text: &str| text.trim().to_owned();
    let pairs = pairs.map(|(name, value)| (field(name), FieldValue::Text(field(value))));
    let fields: Vec<_> = pairs.collect();
    let draft = Draft::read(kind, &fields).expect("fields without a fault");
    if let Checked::Append(event) = ledger.check(&draft).expect("a yes") {
        let entry = ledger.entry_of(&event);
        ledger.apply(&event, entry.hash).expect("it was checked");
    }
}

fn plan(book: &RuleBook) -> Plan {
    let year = "2016-17".parse().expect("a year");
    ledger().plan_close(year, book).expect("an open year")
}

const NORTH: &str = "free:north/cluster/2016-17/non-recurrent";
const EAST: &str = "free:east/cluster/2016-17/non-recurrent";

#[test]
fn an_item_says_what_each_cap_left_it_and_what_bound() {
    let plan = plan(&book(CAP));
    let [why] = &plan.why(NORTH)[..] else {
        panic!("one item")
    };
    assert!(why.arithmetic.adds_up(), "{why}");
    assert_eq!(why.result.sum_of(Outcome::RollOver), pounds("66.67"));
    let [cap] = &why.caps[..] else {
        panic!("one cap: {why}")
    };
    assert_eq!((cap.cap.as_str(), cap.pot.as_str()), ("board", "upland"));
    let sums = [cap.amount, cap.claimed, cap.claim, cap.share, cap.all_at];
    let expected = ["100", "150", "100", "66.67", "150"].map(|sum| Some(pounds(sum)));
    assert_eq!(sums, expected);
    // 10,000p x 100/150 = 6,666.67p: of the two it has more left over than East's 3,333.33p.
    assert!(cap.odd_penny);
    assert!(
        why.bound
            .as_deref()
            .is_some_and(|it| it.contains("the cap board")),
        "{why}"
    );
    let change = "if the cap board over upland were £150.00 or more, it would leave all £100.00 \
                  of this.";
    assert_eq!(why.nearest_change.as_deref(), Some(change));
    let said = why.to_string();
    assert!(said.contains("cap:rests/board/upland"), "{said}");
    assert!(
        said.contains("£33.33 lapses: above the cap board (board)"),
        "{said}"
    );
}

#[test]
fn a_cap_has_an_explanation_of_its_own_that_lists_the_claims() {
    let plan = plan(&book(CAP));
    let names: Vec<String> = plan.caps().map(|cap| cap.result.name).collect();
    assert_eq!(names, ["cap:rests/board/upland"]);
    let why = plan.why_cap(&names[0]).expect("a cap of the plan");
    assert!(why.arithmetic.adds_up(), "{why}");
    let says = "The cap board leaves upland £100.00 of £150.00 that 2 items claim.";
    assert_eq!(why.answer, says);
    let claims = why.result.claims.iter();
    let claims: Vec<_> = claims
        .map(|it| (it.item.as_str(), it.claim, it.share))
        .collect();
    let sum = |text| Some(pounds(text));
    let expected = [
        (EAST, sum("50"), sum("33.33")),
        (NORTH, sum("100"), sum("66.67")),
    ];
    assert_eq!(claims, expected);
    assert_eq!(
        why.arithmetic.steps.last().map(|step| step.amount),
        sum("50")
    );
    assert!(
        why.citation()
            .is_some_and(|it| it.to_string().contains("Circular 7"))
    );
    assert!(plan.why_cap("cap:rests/board/lowland").is_none());
    let (said, page) = (why.to_string(), why.to_markdown());
    assert!(
        said.contains("£66.67 of £100.00 claimed, an odd penny in it"),
        "{said}"
    );
    assert!(page.contains("claimed above the cap of £100.00"), "{page}");
}

#[test]
fn an_item_alone_is_answered_before_the_caps_and_says_so() {
    let (book, facts) = (book(CAP), item("free", "250"));
    assert_eq!(kept(&book, &facts), pounds("250"));
    let why = book.roll_over(&facts, close());
    assert!(
        why.answer
            .ends_with("before the caps of the rule, which stand over other items too.")
    );
    let order = book.roll_over(&item("commitment", "250"), close());
    let owed = "£250.00 lapses. The order itself stands: what it has not cost yet is owed next \
                year, and no money is kept for £250.00 of it.";
    assert_eq!(order.answer, owed);
    let mut unknown = item("free", "250");
    unknown
        .set(FactName::ItemAmount, Fact::Unknown, &[])
        .expect("unknown");
    assert_eq!(missing(&book, &unknown), ["item.amount"]);
}

#[test]
fn a_cap_that_leaves_all_is_named_and_binds_nothing() {
    let plan = plan(&book(&CAP.replace("\"100\"", "\"150\"")));
    let why = &plan.why(NORTH)[0];
    assert_eq!(why.result.sum_of(Outcome::RollOver), pounds("100"));
    assert_eq!(why.caps[0].share, why.caps[0].claim);
    assert_eq!(why.bound.as_deref(), Some("the item itself, £100.00"));
}

#[test]
fn a_cap_that_nobody_knows_but_that_leaves_all_in_any_case_asks_nothing() {
    let cap = "amount = { greatest = [{ fact = \"own.ceiling\" }, \"150\"] }";
    let book = book(&CAP.replace("amount = \"100\"", cap));
    let mut ledger = ledger();
    let unknown =
        "fact=ceiling | type=money | body=upland | effective=2017-03-01 | evidence=a note";
    post(&mut ledger, ActKind::RecordFact, unknown);
    let plan = ledger.plan_close("2016-17".parse().expect("a year"), &book);
    let plan = plan.expect("an open year");
    assert_eq!(plan.rolled_over(), pounds("150"));
    let [why] = plan.caps().collect::<Vec<_>>().try_into().expect("one cap");
    let of = &why.result;
    let sums = [of.amount, of.claimed, of.kept];
    assert_eq!(sums, [None, Some(pounds("150")), Some(pounds("150"))]);
    assert!(of.missing.is_empty() && why.arithmetic.adds_up());
    let page = why.to_string();
    let least = "above the cap, which is not known but is £150.00 at the least";
    assert!(page.contains(least), "{page}");
}

const OF_NORTH: &str = "when = { fact = \"body.id\", is = \"north\" }\nper =";

#[test]
fn an_item_that_a_cap_does_not_count_says_so_and_why() {
    let plan = plan(&book(&CAP.replace("per =", OF_NORTH)));
    let east = &plan.why(EAST)[0];
    assert_eq!(east.result.sum_of(Outcome::RollOver), pounds("50"));
    let cap = &east.caps[0];
    assert_eq!((cap.counts, cap.pot.as_str()), (Verdict::False, "upland"));
    let sums = [cap.amount, cap.claimed, cap.claim, cap.share, cap.all_at];
    assert_eq!(sums, [None; 5]);
    let said = east.to_string();
    let lines = "board over upland: does not count this";
    assert!(said.contains(lines), "{said}");
    let shown = cap
        .condition
        .as_ref()
        .map(|it| (it.text.as_str(), it.verdict));
    assert_eq!(shown, Some(("body.id is north", Verdict::False)));
    assert!(said.contains("body.id is north: no"), "{said}");
    assert_eq!(east.bound.as_deref(), Some("the item itself, £50.00"));
    let north = &plan.why(NORTH)[0];
    assert_eq!(north.caps[0].counts, Verdict::True);
    assert!(north.to_string().contains("body.id is north: yes"));
    let [why] = plan.caps().collect::<Vec<_>>().try_into().expect("one cap");
    assert_eq!(why.result.claims.len(), 1, "{why}");
    let says = "keeps at most £100.00 of what rolls over where body.id is north, for each \
                accountable body";
    assert!(
        why.clauses[0].text.starts_with(says),
        "{}",
        why.clauses[0].text
    );
}

#[test]
fn a_cap_says_what_it_counts_and_lets_go_of_none_of_it() {
    let both = "outcomes = [\"re_provide\", \"roll_over\"]\nper =";
    let plan = plan(&book(&CAP.replace("per =", both)));
    let [why] = plan.caps().collect::<Vec<_>>().try_into().expect("one cap");
    let counts = [Outcome::RollOver, Outcome::ReProvide];
    assert_eq!(why.result.outcomes, counts);
    assert_eq!(plan.why(NORTH)[0].caps[0].outcomes, counts);
    let says = "keeps at most £100.00 of what rolls over or is provided again next year, for each";
    assert!(
        why.clauses[0].text.starts_with(says),
        "{}",
        why.clauses[0].text
    );
    let again = text(&CAP.replace("per =", both)).replacen(
        "outcome = \"lapse\"",
        "outcome = \"re_provide\"",
        1,
    );
    let no = RuleBook::read(&again).expect_err("what is above would be counted again");
    let fault = &no.faults()[0];
    assert_eq!(
        (fault.code, fault.key.as_str()),
        (FaultCode::MissingKey, "rule[0].cap[0].excess")
    );
    assert!(fault.expected.starts_with("lapse or revert: "), "{fault}");
    // Of a cap that counts roll-over alone the base case may re-provide what is above.
    assert!(
        RuleBook::read(&again.replace("\"re_provide\", \"roll_over\"", "\"roll_over\"")).is_ok()
    );
}

#[test]
fn an_item_alone_that_no_cap_counts_is_not_answered_before_them() {
    let alone = |kind: &str| {
        let when = format!("when = {{ fact = \"item.kind\", is = \"{kind}\" }}\nper =");
        let book = book(&CAP.replace("per =", &when));
        book.roll_over(&item("free", "250"), close()).answer
    };
    let rolls = "£250.00 rolls over on the same line, usable from 2017-04-01.";
    assert_eq!(alone("hold"), rolls);
    assert!(alone("free").contains("before the caps"));
}

#[test]
fn a_cap_of_which_it_is_not_known_whether_it_counts_an_item_says_so() {
    let fit = "when = { fact = \"own.ceiling\", above = \"20\" }\nper =";
    let book = book(&CAP.replace("per =", fit).replace("\"100\"", "\"49.99\""));
    let mut ledger = ledger();
    let unknown = "fact=ceiling | type=money | body=east | effective=2017-03-01 | evidence=a note";
    post(&mut ledger, ActKind::RecordFact, unknown);
    let plan = ledger.plan_close("2016-17".parse().expect("a year"), &book);
    let plan = plan.expect("an open year");
    let east = &plan.why(EAST)[0];
    let cap = &east.caps[0];
    assert_eq!(
        (cap.counts, cap.claim, cap.share),
        (Verdict::Unknown, None, None)
    );
    let needs = ["own.ceiling of free:east/cluster/2016-17/non-recurrent"];
    assert_eq!(cap.missing, needs);
    let said = east.to_string();
    let said = said.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        said.contains("; whether it counts this is not known"),
        "{said}"
    );
    // Nothing is recorded of North: it is not counted, and keeps all.
    let north = &plan.why(NORTH)[0];
    assert_eq!(north.result.sum_of(Outcome::RollOver), pounds("100"));
}

/// One cap for each cluster, which nobody knows of North; what is above it is provided again, under
/// one cap over both.
fn two_caps_in_a_row(second: &str) -> Plan {
    let first = CAP
        .replace("\"board\"", "\"own\"")
        .replace("\"accountable\"", "\"body\"")
        .replace("\"100\"", "{ fact = \"own.ceiling\" }")
        .replace("share =", "excess = \"re_provide\"\nshare =");
    let again = "outcomes = [\"re_provide\"]\nexcess = \"lapse\"\nshare =";
    let again = CAP.replace("\"100\"", second).replace("share =", again);
    let mut ledger = ledger();
    for said in [
        "body=north | evidence=a note",
        "body=east | value=0 | evidence=a letter",
    ] {
        let fact = format!("fact=ceiling | type=money | effective=2017-03-01 | {said}");
        post(&mut ledger, ActKind::RecordFact, &fact);
    }
    let year = "2016-17".parse().expect("a year");
    let plan = ledger.plan_close(year, &book(&format!("{first}{again}")));
    plan.expect("an open year")
}

#[test]
fn what_a_cap_may_take_of_one_is_claimed_of_the_next_cap() {
    // East's £50 are above its own cap. Where North's own cap is £100 or more, East alone claims of
    // the £60 and has its £50; where it is nothing, both claim £150, and East has 60 x 50/150.
    let plan = two_caps_in_a_row("\"60\"");
    for name in [EAST, NORTH] {
        let why = &plan.why(name)[0];
        assert!(!why.result.is_decided(), "{why}");
        let last = why.caps.last().expect("a cap");
        assert!(last.share.is_none(), "{why}");
    }
    let asked = ["own.ceiling of north"];
    assert_eq!(plan.why(EAST)[0].caps[1].missing, asked);
}

#[test]
fn what_a_cap_may_take_asks_nothing_of_the_next_that_leaves_all_in_any_case() {
    // Both claim £150 at the most: East has its £50 whatever North's own cap is.
    let plan = two_caps_in_a_row("\"150\"");
    let east = &plan.why(EAST)[0];
    assert_eq!(east.result.sum_of(Outcome::ReProvide), pounds("50"));
    assert!(!plan.why(NORTH)[0].result.is_decided());
}

#[test]
fn what_does_not_fit_a_cap_is_told_with_its_place() {
    use FaultCode as F;
    let counts = |labels: &str| fault("share =", &format!("counts = {labels}\nshare ="));
    let (code, key, nearest) = counts("[\"rset\"]");
    assert_eq!((code, key.as_str()), (F::UnknownName, "[0].counts[0]"));
    assert_eq!(nearest.as_deref(), Some("rest"));
    assert_eq!(counts("[\"gone\"]").0, F::UnknownName, "it keeps nothing");
    assert_eq!(counts("[]").0, F::WrongType);
    let amount = |amount: &str| fault("amount = \"100\"", &format!("amount = {amount}"));
    for stray in [
        "{ fact = \"item.amount\" }",
        "{ fact = \"line.allocated\" }",
        "{ fact = \"body.allocated\" }",
        "{ fact = \"stream.allocated\" }",
        "{ fact = \"own.own\" }",
        "\"all\"",
        "\"tied\"",
        "{ of = 1, in = 2, round = \"down\" }",
        "{ times = { count = \"delay\" }, each = \"1\" }",
    ] {
        let (code, key, _) = amount(stray);
        assert_eq!(
            (code, key.as_str()),
            (F::UnknownFact, "[0].amount"),
            "{stray}"
        );
    }
    let nearest = amount("{ fact = \"line.allocated\" }").2;
    assert_eq!(nearest.as_deref(), Some("accountable.allocated"));
    book(&CAP.replace("\"100\"", "{ fact = \"accountable.allocated\" }"));
}

#[test]
fn what_does_not_fit_beside_the_others_is_told_with_its_place() {
    use FaultCode as F;
    let cite = "cite = { instrument = \"Circular 7\", clause = \"4\", \
                paraphrase = \"A board keeps £100.\" }\n";
    assert_eq!(fault(cite, "").0, F::Uncited);
    assert_eq!(
        fault("label = \"board\"", "label = \"rest\"").0,
        F::Duplicate
    );
    assert_eq!(
        fault("label = \"board\"", "label = \"base\"").0,
        F::Duplicate
    );
    let twice = faults(&CAP.repeat(2));
    assert_eq!((twice[0].0, twice[0].1.as_str()), (F::Overlap, "[1]"));
    book(&(CAP.to_owned() + &CAP.replace("2015", "2016")));
    let excess = |word: &str| fault("share =", &format!("excess = \"{word}\"\nshare ="));
    for word in ["roll_over", "absorb", "first_call", "needs_evidence"] {
        assert_eq!(excess(word).0, F::UnknownWord, "{word}");
    }
    let keeps = text(CAP).replacen(
        "outcome = \"lapse\"",
        "outcome = \"roll_over\"\nto = \"same_line\"",
        1,
    );
    let no = RuleBook::read(&keeps).expect_err("the base case keeps what is above");
    assert_eq!(no.faults()[0].key, "rule[0].cap[0].excess");
    assert!(RuleBook::read(&keeps.replace("per =", "excess = \"lapse\"\nper =")).is_ok());
    assert_eq!(
        fault("\"pro_rata\"", "\"prorata\"").2.as_deref(),
        Some("pro_rata")
    );
    assert_eq!(
        fault("\"pro_rata\"", "{ priority = { fact = \"stream.id\" } }").0,
        F::WrongType
    );
    assert_eq!(fault("\"accountable\"", "\"board\"").0, F::UnknownWord);
    // A key that is misspelt is told once; one that is like no other is missing as well.
    let told = faults(&CAP.replace("per =", "pre ="));
    assert_eq!((told.len(), told[0].0), (1, F::UnknownKey));
    assert_eq!(told[0].2.as_deref(), Some("per"));
    let told = faults(&CAP.replace("per =", "pro ="));
    assert_eq!([told[0].0, told[1].0], [F::MissingKey, F::UnknownKey]);
}

const REFORM: &str = r#"
[reform]
id = "wider"
name = "Keep more"
reason = "It is too little."
author = "Upland"
over = "capped"
"#;

#[test]
fn a_reform_adds_widens_and_ends_caps_where_they_stand() {
    let each = CAP
        .replace("\"board\"", "\"each\"")
        .replace("accountable", "body");
    let base = book(&(each.replace("\"100\"", "\"60\"") + CAP));
    let keys = CAP.replace(
        "[[rule.cap]]",
        "[[change]]\ndo = \"replace\"\nrule = \"rests\"",
    );
    let wider = keys
        .replace("label = \"board\"", "cap = \"each\"")
        .replace("accountable", "body")
        .replace("\"100\"", "\"80\"");
    let reform = |changes: &str| Reform::read(&(REFORM.to_owned() + changes)).expect("a reform");
    let rolled = |book: &RuleBook| plan(book).rolled_over();
    // £60 and £50, then £100 of both; with £80 each the same £100, shared otherwise.
    assert_eq!(rolled(&base), pounds("100"));
    let reformed = reform(&wider).over(&base).expect("a book");
    let why = plan(&reformed);
    let why = &why.why(NORTH)[0];
    let order: Vec<&str> = why.caps.iter().map(|cap| cap.cap.as_str()).collect();
    assert_eq!(order, ["each", "board"], "what takes a place stands there");
    // 10,000p x 80/130 = 6,153.85p, with the odd penny.
    assert_eq!(why.result.sum_of(Outcome::RollOver), pounds("61.54"));
    let ends = "[[change]]\ndo = \"remove\"\nrule = \"rests\"\ncap = \"board\"\n\
                in_force_from = 2017-03-31\n";
    assert_eq!(
        rolled(&reform(ends).over(&base).expect("a book")),
        pounds("110")
    );
    let day_after = ends.replace("2017-03-31", "2017-04-01");
    assert_eq!(
        rolled(&reform(&day_after).over(&base).expect("a book")),
        pounds("100")
    );
    let added = keys.replace("replace", "add").replace("label =", "cap =");
    let uncapped = book("");
    assert_eq!(rolled(&uncapped), pounds("150"));
    let proposed = Rules::Reformed {
        reform: reform(&added),
        over: uncapped.clone(),
    };
    let year = ["2016-17".parse().expect("a year")];
    let baseline = Rules::Book(uncapped);
    let compared = ledger().compare(&[], &baseline, &[proposed], &year);
    let rows = compared.expect("compared").rows;
    let lost: Vec<_> = rows.iter().map(|row| row.difference).collect();
    assert_eq!(lost, [pounds("-16.67"), pounds("-33.33")]);
    let unknown = ends.replace("cap = \"board\"", "cap = \"bored\"");
    let no = reform(&unknown).over(&base).expect_err("no such cap");
    assert_eq!(no.faults()[0].nearest.as_deref(), Some("board"));
}

#[test]
fn books_of_one_id_are_told_apart_in_a_comparison() {
    let year = ["2016-17".parse().expect("a year")];
    let [baseline, capped, same] = ["", CAP, ""].map(|caps| Rules::Book(book(caps)));
    let compared = ledger().compare(&[], &baseline, &[capped, same], &year);
    let compared = compared.expect("compared");
    assert_eq!(compared.baseline, "capped");
    // The last is the book of the baseline.
    assert_eq!(compared.reforms, ["capped (2)", "capped"]);
    let less = |name: &str| {
        let rows = compared.rows.iter().filter(|row| row.reform == name);
        Money::total(rows.map(|row| row.difference))
    };
    assert_eq!(less("capped (2)"), Some(pounds("-50")));
    assert_eq!(less("capped"), Some(Money::ZERO));
}
