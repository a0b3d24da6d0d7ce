//! Limits on what is asked for, before a book that states them.

use ringfence::journal::Header;
use ringfence::journal::act::AdoptBook;
use ringfence::journal::{Act, Draft};
use ringfence::law::{Answer, AskKind, AskQuestion, Explained, RuleBook};
use ringfence::state::Ledger;

use super::BookTally;
use crate::generate::{Ask, BODIES, Estate, Step, correction};
use crate::law::walk::post_to;
use crate::model::{Desk, ModelBook};

/// What each line is given: more than anybody asks for.
const GIVEN: i64 = 1_000_000_000;

/// Law 12, and law 23 of asks: what is let pass of one kind, body and stream, in journal order and
/// with corrections taken off, never passes the limit in force on the day of the act; nor what
/// others than the board approve, the sum of a year above which only it may. Each question is
/// answered as the model foretells; what is not known lets nothing pass, nor do clauses that
/// disagree.
pub fn never_limits_are_passed_together(book: &RuleBook, steps: &[Step]) -> BookTally {
    let mut ledger = ledger_with(book);
    let mut desk = Desk::of(ModelBook::of(book), GIVEN);
    let mut tally = BookTally::default();
    for step in steps {
        match step {
            Step::Say(said) => {
                posted(&mut ledger, &said.draft());
                desk.say(said);
            }
            Step::Correct(which) => {
                if let Some(entry) = desk.take_back(*which) {
                    posted(&mut ledger, &correction(entry));
                    tally.count("taken back");
                }
            }
            Step::Ask(ask) => {
                if let Some(project) = ask.project() {
                    posted(&mut ledger, &project);
                }
                asks(&mut ledger, &mut desk, ask, &mut tally);
            }
        }
    }
    tally
}

fn ledger_with(book: &RuleBook) -> Ledger {
    let mut estate = Estate::default();
    for (body, _) in BODIES {
        for stream in ["cluster", "winter"] {
            estate
                .given
                .insert((body.to_owned(), stream.to_owned()), GIVEN);
        }
    }
    let mut ledger = Ledger::new(Header::new("GBP").expect("a currency"));
    estate.drafts().iter().for_each(|draft| {
        posted(&mut ledger, draft);
    });
    let adopts = Act::AdoptBook(AdoptBook {
        book: book.text().into(),
        replaces: None,
    });
    posted(&mut ledger, &Draft::of(adopts));
    ledger
}

fn posted(ledger: &mut Ledger, draft: &Draft) -> u64 {
    match post_to(ledger, draft) {
        Ok(receipt) => receipt.entry,
        Err(refusals) => panic!("{refusals:?}: {draft:?}"),
    }
}

fn asks(ledger: &mut Ledger, desk: &mut Desk, ask: &Ask, tally: &mut BookTally) {
    let draft = ask.draft();
    let (limit, tier) = (desk.beyond_limit(ask), desk.beyond_tier(ask));
    if ledger.check(&draft).is_ok() {
        let shown = || format!("{ask:?}\n{desk:?}\n{}", ledger.rule_book().text());
        let kept = limit.is_none_or(|it| it <= 0);
        assert!(kept, "limit passed by {limit:?}: {}", shown());
        let may_more = ask.by.as_deref() == Some("board");
        let kept = may_more || tier.is_none_or(|it| it <= 0);
        assert!(kept, "tier passed by {tier:?}: {}", shown());
    }
    let why = ledger.why_ask(&draft);
    let foretold = desk.answers(ask);
    let shown = || {
        let book = ledger.rule_book();
        let text = book.text();
        format!("{why:#?}\n{foretold:#?}\n{ask:?}\n{desk:?}\n{text}")
    };
    assert_eq!(why.len(), foretold.len(), "{}", shown());
    let mut codes: Vec<&str> = Vec::new();
    for (said, (question, each)) in why.iter().zip(&foretold) {
        let open = desk.is_open();
        assert!(is_foretold(said, each, open), "{question:?}: {}", shown());
        assert!(said.arithmetic.adds_up(), "{}", shown());
        tally.count(&format!("{} {}", question.name(), said.result.name()));
        if each.len() > 1 {
            tally.count("asked what matters");
        }
        codes.extend(refusal_of(&said.result, ask));
    }
    match post_to(ledger, &draft) {
        Ok(receipt) => {
            assert!(codes.is_empty(), "let pass against {codes:?}: {ask:?}");
            for (what, beyond) in [("limit", limit), ("tier", tier)] {
                match beyond {
                    Some(0) => tally.count(&format!("{what} reached to the penny")),
                    Some(it) if it < 0 => tally.count(&format!("{what} kept")),
                    Some(_) => tally.count(&format!("{what} passed by the board")),
                    None => {}
                }
            }
            desk.pass(ask, receipt.entry);
        }
        Err(refusals) => {
            let all = std::iter::once(refusals.first()).chain(refusals.others());
            let mut said: Vec<&str> = all.map(|it| it.code()).collect();
            said.sort_unstable();
            codes.sort_unstable();
            assert_eq!(said, codes, "{ask:?}\n{desk:?}");
            if limit.is_some_and(|it| it > 0) {
                tally.count("limit would be passed");
            }
        }
    }
}

/// Whether an answer is the one that the model foretells, or asks where it foretells several.
///
/// How much may be asked for may be unknown where it is clear that this is too much: then no more
/// is promised than in the worst case. What is unknown is weighed place by place, so that a book
/// that takes a fact from itself may leave less than the model finds.
fn is_foretold(said: &Explained<Answer>, each: &[Answer], open: bool) -> bool {
    let one = matches!(each, [one] if *one == said.result);
    let several = open || each.len() > 1;
    let asks = matches!(said.result, Answer::NeedsEvidence { .. });
    one || (several && (asks || is_worst(&said.result, each) || names_some(&said.result, each)))
}

/// Whether it refuses or advises as the others do, and leaves no more than the least of them.
fn is_worst(said: &Answer, several: &[Answer]) -> bool {
    several.iter().all(|other| match (said, other) {
        (Answer::Refused { up_to }, Answer::Refused { up_to: other })
        | (Answer::Advised { up_to }, Answer::Advised { up_to: other }) => up_to <= other,
        _ => false,
    })
}

/// Who else may approve may be unknown where some are known who may.
fn names_some(said: &Answer, several: &[Answer]) -> bool {
    let Answer::NeedsApproval { by: known } = said else {
        return false;
    };
    let all = |by: &[String]| !known.is_empty() && known.iter().all(|it| by.contains(it));
    several
        .iter()
        .all(|it| matches!(it, Answer::NeedsApproval { by } if all(by)))
}

fn refusal_of(answer: &Answer, ask: &Ask) -> Option<&'static str> {
    match answer {
        Answer::Allowed | Answer::Advised { .. } => None,
        Answer::Refused { .. } => Some("refused_by_rule"),
        Answer::NeedsApproval { by } => {
            // The body that approves says it, where no words do.
            let body_itself = Some(&ask.line.0).filter(|_| ask.kind == AskKind::Approve);
            let given = ask.by.as_ref().or(body_itself);
            let approved = given.is_some_and(|given| by.contains(given));
            (!approved).then_some("approval_needed")
        }
        Answer::NeedsEvidence { .. } => Some("ask_needs_evidence"),
        Answer::Conflict { .. } => Some("rules_conflict"),
    }
}

/// What a large run must reach of asks.
pub(super) fn missing_of(tally: &BookTally) -> Vec<String> {
    let answers = ["allowed", "needs_evidence", "rules_conflict"];
    let each = AskQuestion::ALL.into_iter().flat_map(|question| {
        let own: &[&str] = match question {
            AskQuestion::Approval => &["needs_approval"],
            _ => &["refused", "advised"],
        };
        let all = answers.iter().chain(own);
        all.map(move |answer| format!("{} {answer}", question.name()))
    });
    let others = [
        "asked what matters",
        "taken back",
        "limit kept",
        "limit reached to the penny",
        "limit would be passed",
        "tier kept",
        "tier reached to the penny",
        "tier passed by the board",
    ];
    let all = each.chain(others.map(str::to_owned));
    all.filter(|word| !tally.answers.contains_key(word))
        .collect()
}
