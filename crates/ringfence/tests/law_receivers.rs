//! Who receives what is rolled over, and what a clause asks before anything is decided.

use ringfence::law::{
    Destination, Disposal, Fact, FactName, Facts, FaultCode, Outcome, RuleBook, Verdict,
};
use ringfence::word::Money;

use law_clause::with_exception;
use law_fixture::{close, item, kept, missing, pounds};

mod law_clause;
mod law_fixture;

fn keys(rest: &str) -> String {
    let when = "when = { fact = \"item.amount\", recorded = true }\namount = \"all\"\n";
    with_exception("", "").replace("outcome = \"roll_over\"\nto = \"same_line\"\n", "")
        + when
        + rest
}

fn book(rest: &str) -> RuleBook {
    RuleBook::read(&keys(rest)).unwrap_or_else(|faults| panic!("{rest}: {faults}"))
}

const BY_NAME: &str = "outcome = \"roll_over\"\n\
                       to = { body = { fact = \"body.accountable\" }, stream = \"core\" }\n";

#[test]
fn a_line_is_named_by_values_and_what_is_left_out_is_the_items() {
    let book = book(BY_NAME);
    let mut facts = item("free", "100");
    assert_eq!(
        missing(&book, &facts),
        ["body.accountable"],
        "there is none"
    );
    facts
        .set(FactName::BodyAccountable, Fact::Unknown, &[])
        .expect("unknown");
    assert_eq!(missing(&book, &facts), ["body.accountable"]);
    facts
        .set(FactName::BodyAccountable, "powys", &[])
        .expect("a text");
    let why = book.roll_over(&facts, close());
    let Some(Destination::Line(line)) = &why.result.parts()[0].to else {
        panic!("a named line: {why}")
    };
    assert_eq!(
        line.body.as_ref().map(ToString::to_string).as_deref(),
        Some("powys")
    );
    assert_eq!(
        line.stream.as_ref().map(ToString::to_string).as_deref(),
        Some("core")
    );
    assert_eq!(line.recurrence, None);
    let says =
        "£100.00 rolls over on the line of the stream core of powys, usable from 2017-04-01.";
    assert_eq!(why.answer, says);
    assert!(
        why.facts
            .iter()
            .any(|read| read.fact == FactName::BodyAccountable)
    );
}

#[test]
fn what_is_kept_for_a_promise_stays_on_its_line() {
    for kind in ["commitment", "hold"] {
        let mut facts = item(kind, "100");
        facts
            .set(FactName::BodyAccountable, "powys", &[])
            .expect("a text");
        assert_eq!(kept(&book(BY_NAME), &facts), Money::ZERO, "{kind}");
    }
}

#[test]
fn several_receivers_have_all_of_it_to_the_penny() {
    let shared = book(
        "outcome = \"roll_over\"\nto = [\n  { weight = 3, to = \"same_line\" },\n  \
         { weight = 3, to = { stream = \"core\" } },\n  \
         { weight = 1, to = { recurrence = \"recurrent\" } },\n]\n",
    );
    // By hand: three in seven of £1.00 are 42.86 pence, one in seven 14.29. The two remainders of
    // 0.86 have the odd pence: 43, 43, 14.
    let disposal = shared.dispose(&item("free", "1"), close());
    let sums: Vec<_> = disposal.parts().iter().map(|part| part.amount).collect();
    assert_eq!(sums, ["0.43", "0.43", "0.14"].map(pounds));
    assert_eq!(disposal.sum_of(Outcome::RollOver), pounds("1"));
    let why = shared.roll_over(&item("free", "1"), close());
    assert!(why.arithmetic.adds_up());
    let text = why.arithmetic.steps[0].text.as_str();
    let says = "rolls over, 3 in 7 on the same line, 3 in 7 on the line of the stream core and \
                1 in 7 on the recurrent line: all of the item";
    assert_eq!(text, says);
}

#[test]
fn a_clause_may_ask_before_anything_is_decided() {
    let asks = book("outcome = \"needs_evidence\"\nasks = \"the minute of the board\"\n");
    for (kind, amount) in [("free", "100"), ("deficit", "-100")] {
        let facts = item(kind, amount);
        assert_eq!(missing(&asks, &facts), ["the minute of the board"]);
        let why = asks.roll_over(&facts, close());
        let says = "Not decided: it needs evidence. Record the minute of the board.";
        assert_eq!(why.answer, says);
        assert!(why.arithmetic.adds_up());
    }
    // What takes nothing asks for nothing.
    let nothing = keys("outcome = \"needs_evidence\"\nasks = \"a minute\"\n");
    let nothing = RuleBook::read(&nothing.replace("\"all\"", "0")).expect("a book");
    let lapses = nothing.dispose(&item("free", "100"), close());
    assert_eq!(lapses.sum_of(Outcome::Lapse), pounds("100"));
    assert!(matches!(lapses, Disposal::Decided { .. }));
}

#[test]
fn what_names_no_receiver_is_refused_at_its_place() {
    use FaultCode::{Duplicate, MissingKey, UnknownFact, UnknownKey, UnknownWord, WrongType};
    let rolls = |to: &str| format!("outcome = \"roll_over\"\nto = {to}\n");
    for (rest, code, key) in [
        (rolls("\"same_lien\""), UnknownWord, "to"),
        (rolls("3"), WrongType, "to"),
        (rolls("{}"), MissingKey, "to"),
        (rolls("{ steam = \"x\" }"), UnknownKey, "to.steam"),
        (rolls("{ stream = \"a b\" }"), WrongType, "to.stream"),
        (
            rolls("{ body = { fact = \"body.idd\" } }"),
            UnknownFact,
            "to.body.fact",
        ),
        (
            rolls("{ recurrence = \"once\" }"),
            UnknownWord,
            "to.recurrence",
        ),
        (rolls("[]"), WrongType, "to"),
        (
            rolls("[{ to = \"same_line\" }]"),
            MissingKey,
            "to[0].weight",
        ),
        (
            rolls("[{ weight = 0, to = \"same_line\" }]"),
            WrongType,
            "to[0].weight",
        ),
        (
            rolls("[{ weight = 1, to = \"project\" }, { weight = 2, to = \"project\" }]"),
            Duplicate,
            "to[1]",
        ),
        ("outcome = \"roll_over\"\n".to_owned(), MissingKey, "to"),
        (
            "outcome = \"lapse\"\nto = \"project\"\n".to_owned(),
            UnknownKey,
            "to",
        ),
        (
            "outcome = \"needs_evidence\"\n".to_owned(),
            MissingKey,
            "asks",
        ),
        (
            "outcome = \"lapse\"\nasks = \"why\"\n".to_owned(),
            UnknownKey,
            "asks",
        ),
    ] {
        let faults = RuleBook::read(&keys(&rest)).expect_err(&rest);
        let wanted = format!("rule[0].exception[0].{key}");
        let mut found = faults.faults().iter();
        let is_it = found.any(|fault| fault.code == code && fault.key == wanted);
        assert!(is_it, "{rest}: {faults}");
    }
}

#[test]
fn a_clause_that_cannot_apply_says_why() {
    let said = |book: &RuleBook, facts: &Facts, label: &str| {
        let why = book.roll_over(facts, close());
        let clause = why.clauses.iter().find(|clause| clause.label == label);
        let clause = clause.expect("a clause of the book");
        let text = why
            .to_string()
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ");
        if let Some(note) = &clause.note {
            assert!(text.contains(note.as_str()), "{note} in {text}");
        }
        (clause.verdict, clause.note.clone())
    };
    let keeps = |to: &str| {
        let keys = "when = { fact = \"item.amount\", recorded = true }\namount = \"all\"\n";
        let text = with_exception("", keys).replace("to = \"same_line\"", to);
        RuleBook::read(&text).expect("a book")
    };
    let plain = keeps("to = \"same_line\"");
    let (verdict, note) = said(&plain, &item("deficit", "-5"), "base");
    assert_eq!(verdict, Verdict::False);
    assert_eq!(
        note.as_deref(),
        Some("the item is a deficit, which does not lapse")
    );
    assert_eq!(said(&plain, &item("free", "5"), "base").1, None);
    let absorbs = text_that_absorbs();
    let (_, note) = said(&absorbs, &item("free", "5"), "base");
    let only = "the item is no deficit, and only a deficit can be absorbed by the accountable body";
    assert_eq!(note.as_deref(), Some(only));
    let elsewhere = keeps("to = { stream = \"core\" }");
    let (verdict, note) = said(&elsewhere, &item("commitment", "5"), "kept");
    assert_eq!(verdict, Verdict::False);
    assert!(note.is_some_and(|note| note.contains("stays where it is")));
    assert_eq!(
        said(&elsewhere, &item("free", "5"), "kept"),
        (Verdict::True, None)
    );
    let project = keeps("to = \"project\"");
    let (verdict, note) = said(&project, &item("free", "5"), "kept");
    assert_eq!(verdict, Verdict::True);
    assert!(note.is_some_and(|note| note.contains("no project")));
    let mut tied = item("earmark", "5");
    tied.set(FactName::ProjectId, "triage", &[1])
        .expect("a text");
    assert_eq!(said(&project, &tied, "kept").1, None);
}

fn text_that_absorbs() -> RuleBook {
    let keys = "when = { fact = \"item.kind\", is = \"hold\" }\namount = \"all\"\n";
    let text = with_exception("", keys).replace("outcome = \"lapse\"", "outcome = \"absorb\"");
    RuleBook::read(&text).expect("a book")
}
