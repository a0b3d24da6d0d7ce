//! The last stage: what the book in force says of an ask.

use super::Case;
use super::case::Stance;
use crate::journal::{
    Act, Advice, AgainstRule, ApprovalNeeded, ClausesDisagree, Draft, NotKnown, Rejection,
    Shortfall,
};
use crate::law::{Answer, Answered, AskSeat, Explained, Fact, FactName, RuleBook};
use crate::state::Ledger;
use crate::state::asked::Asked;
use crate::state::event::Event;
use crate::state::words::Words;
use crate::word::{Money, nearest};

impl Ledger {
    /// What the rules of the book in force say of a draft, and why: one answer for each question
    /// that a rule answers of it. None where it states a fact, asks for no money, or names what is
    /// not there; [`check`](Ledger::check) says that.
    pub fn why_ask(&self, draft: &Draft) -> Vec<Explained<Answer>> {
        self.why_ask_under(draft, &self.rule_book())
    }

    /// What the rules of a book would say of a draft if it were the one in force, and why: what
    /// [`why_ask`](Ledger::why_ask) says under the book that is adopted.
    pub fn why_ask_under(&self, draft: &Draft, book: &RuleBook) -> Vec<Explained<Answer>> {
        let case = self.case(draft, Stance::Held);
        let Some(asked) = case.asked() else {
            return Vec::new();
        };
        let stream = self.stream_asked(&asked);
        let seats = book.seats_of_ask(asked.kind, stream, asked.on);
        let why = seats.iter().map(|seat| {
            let facts = self.facts_of_ask(draft, &asked, seat);
            seat.explain(&facts)
        });
        why.collect()
    }
}

/// The clauses that a draft is held to, and the limits within which it is.
#[derive(Clone, Debug, Default)]
pub(crate) struct HeldTo {
    pub(crate) clauses: Vec<String>,
    pub(crate) limits: Vec<String>,
}

impl Ledger {
    /// What was asked is held to by the rules of the book in force, rule by rule. Where its words
    /// are gone, who decided is unknown.
    pub(crate) fn held_to(&self, event: &Event<'_>) -> HeldTo {
        let draft = event.said();
        let case = self.case(draft, Stance::Held);
        let mut held = HeldTo::default();
        let Some(asked) = case.asked() else {
            return held;
        };
        let book = self.rule_book();
        for seat in book.seats_of_ask(asked.kind, self.stream_asked(&asked), asked.on) {
            let mut facts = self.facts_of_ask(draft, &asked, &seat);
            if event.words != Words::There {
                let by = facts.set(FactName::AskBy, Fact::Unknown, &[]);
                by.expect("a fact of the vocabulary's type");
            }
            held.clauses.push(seat.deciding(&facts));
            held.limits.extend(seat.limits(&facts));
        }
        held
    }
}

/// Who decided: in words; of an approval without them the body that approves.
pub(crate) fn said_by(draft: &Draft) -> Option<&str> {
    let said = draft.text.by.as_deref().map(str::trim);
    let said = said.filter(|by| !by.is_empty());
    said.or(match &draft.act {
        Act::Approve(approve) => approve.body.as_ref().map(|id| id.as_str()),
        _ => None,
    })
}

impl Case<'_, '_> {
    fn asked(&self) -> Option<Asked> {
        let (named, on, year) = (&self.named, self.effective, self.year);
        self.ledger.asked(self.draft, named, on, year)
    }

    /// Holds an ask to the rules of the questions control, virement and approval; what is
    /// recorded as having happened is not asked about.
    pub(crate) fn look_at_the_rules(&mut self) {
        if !self.ledger.book_asks || self.stance == Stance::AsFact {
            return;
        }
        let ledger = self.ledger;
        let Some(asked) = self.asked() else { return };
        let book = ledger.rule_book();
        let stream = ledger.stream_asked(&asked);
        for seat in book.seats_of_ask(asked.kind, stream, asked.on) {
            let facts = ledger.facts_of_ask(self.draft, &asked, &seat);
            let answered = seat.answer(&facts);
            self.hold_to(&seat, &asked, answered);
        }
    }

    fn hold_to(&mut self, seat: &AskSeat<'_>, asked: &Asked, answered: Answered<'_>) {
        let rule = seat.rule().to_owned();
        let clause = format!("{rule}/{}", answered.label.unwrap_or("unset"));
        let source_of = answered.cite.map_or(String::new(), ToString::to_string);
        let against = |up_to: Money| {
            let place = self.ledger.place_asked(asked);
            Rejection::RefusedByRule(AgainstRule {
                clause: clause.clone(),
                source_of: source_of.clone(),
                of: Shortfall {
                    place,
                    asked: asked.amount,
                    available: up_to,
                    short: asked.amount.checked_sub(up_to).unwrap_or(asked.amount),
                    for_old: Money::ZERO,
                },
            })
        };
        match answered.answer {
            Answer::Allowed => {}
            Answer::Refused { up_to } => {
                let no = against(up_to);
                self.refuse(no);
            }
            Answer::Advised { up_to } => {
                let said = Advice::instead_of(against(up_to));
                self.advice.extend(said);
            }
            Answer::NeedsApproval { by } => {
                let given = said_by(self.draft);
                if given.is_some_and(|given| by.iter().any(|it| it == given)) {
                    return;
                }
                let near = |given| nearest(given, by.iter().map(String::as_str));
                self.refuse(Rejection::ApprovalNeeded(ApprovalNeeded {
                    clause,
                    source_of,
                    given: given.map(str::to_owned),
                    nearest: given.and_then(near).map(str::to_owned),
                    by,
                }));
            }
            Answer::NeedsEvidence { missing } => {
                self.refuse(Rejection::AskNeedsEvidence(NotKnown { rule, missing }));
            }
            Answer::Conflict { labels } => {
                self.refuse(Rejection::RulesConflict(ClausesDisagree { rule, labels }));
            }
        }
    }
}
