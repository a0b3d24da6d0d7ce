//! Taking a draft: its form, its key, its dates; then the act itself.

use chrono::NaiveDate;
use ringfence::journal::act::{AddBody, AddStream, AdoptBook, MarkNotRecorded, RecordDelay, Spend};
use ringfence::journal::{Act, Draft};
use ringfence::noun::{BodyId, Party, PromiseId, TermKind};
use ringfence::word::FinancialYear;

use super::Model;
use crate::tree;

/// The code of a refusal.
pub(crate) type Code = &'static str;

/// How free a draft is in its date.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Timing {
    /// A total or a mark: at any time.
    Record,
    /// A letter that gives: may come before its year opens.
    Notice,
    /// A fact or a settlement: may come after the year's last day.
    Fact,
    /// An ask: lies within the year.
    Ask,
}

impl Model {
    /// Takes a draft, or says with which code it is refused; then nothing has changed.
    ///
    /// ```
    /// use ringfence::journal::{ActKind, Draft, FieldValue};
    /// use ringfence::word::Calendar;
    /// use ringfence_testkit::model::Model;
    ///
    /// let mut model = Model::new(Calendar::default(), "1900-01-01".parse()?);
    /// let upland = [("id", "upland"), ("kind", "health_board"), ("parent", "gov")];
    /// let upland = upland.map(|(name, it)| (name.to_owned(), FieldValue::Text(it.to_owned())));
    /// let upland = Draft::read(ActKind::AddBody, &upland).expect("a row without faults");
    /// assert_eq!(model.post(&upland), Err("unknown_body")); // the government is not there
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// The first code that the rules give.
    pub fn post(&mut self, draft: &Draft) -> Result<(), &'static str> {
        self.alone(draft)?;
        if let Some(key) = &draft.key
            && let Some((number, before)) = self.keys.get(key)
        {
            return if self.says_the_same(*number, before, draft) {
                Ok(())
            } else {
                Err("key_conflict")
            };
        }
        if self.says_again(&draft.act) {
            return Ok(());
        }
        let mut after = self.clone();
        let number = after.next;
        after.take_dates(draft)?;
        after.take_act(draft)?;
        after.restate_ahead(number);
        after.recall_release(number);
        after.entry_in_range(number)?;
        after.within_terms(self, draft, number)?;
        after.within_rules(self, draft, number)?;
        if let Some(key) = &draft.key {
            after.keys.insert(key.clone(), (number, draft.clone()));
        }
        *self = after;
        Ok(())
    }

    /// Whether something is set up just as it stands.
    fn says_again(&self, act: &Act) -> bool {
        match act {
            Act::AddBody(act) => self.bodies.get(&act.id) == Some(act),
            Act::AddStream(act) => self.streams.get(&act.id) == Some(act),
            Act::AdoptBook(act) => self.book_in_force() == Some(&act.book),
            _ => false,
        }
    }

    /// The text of the book in force: a close adopts one only where there is none.
    pub(super) fn book_in_force(&self) -> Option<&str> {
        let books = self.acts().filter_map(|(_, _, act)| match act {
            Act::AdoptBook(act) => Some(act.book.as_str()),
            _ => None,
        });
        books.last().or(self.adopted.as_deref())
    }

    /// A book of another id than the one in force says that it takes its place.
    fn may_replace(&self, act: &AdoptBook) -> Result<(), Code> {
        let in_force = self.book_in_force().map(id_of_book);
        match (in_force, &act.replaces) {
            (Some(id), Some(replaces)) if id == *replaces => Ok(()),
            (Some(_), Some(_)) => Err("does_not_match"),
            (None, Some(_)) => Err("fields_conflict"),
            (Some(id), None) if id != id_of_book(&act.book) => Err("other_book_adopted"),
            _ => Ok(()),
        }
    }

    fn take_dates(&mut self, draft: &Draft) -> Result<(), Code> {
        let usual = draft
            .effective
            .map_or(self.recorded, |day| day.max(self.recorded));
        let recorded = draft.recorded.unwrap_or(usual);
        if recorded < self.recorded {
            return Err("recorded_before_head");
        }
        self.recorded = recorded;
        Ok(())
    }

    fn take_act(&mut self, draft: &Draft) -> Result<(), Code> {
        let day = draft.effective.unwrap_or(self.first_day);
        match &draft.act {
            Act::AddBody(act) => self.add_body(draft, act),
            Act::AddStream(act) => self.add_stream(draft, act),
            Act::AdoptBook(act) => self.take_book(draft, act),
            Act::ChangeControl(act) => self.change_control(draft, act),
            Act::SetFloor(act) => self.set_term(draft, (TermKind::Floor, act), day),
            Act::SetCap(act) => self.set_term(draft, (TermKind::Cap, act), day),
            Act::PublishTotal(act) => {
                self.date(act.year, day, Timing::Record)?;
                self.known_stream(&act.stream)?;
                self.name_once(act.id.as_str(), draft)
            }
            Act::MarkNotRecorded(act) => self.mark(draft, act, day),
            Act::Contribute(act) => self.contribute(draft, act, day),
            Act::Anticipate(act) => self.anticipate(draft, act, day),
            Act::Allocate(act) => self.allocate(draft, act, day),
            Act::ReProvide(act) => self.re_provide(draft, act, day),
            Act::Vire(act) => self.vire(draft, act, day),
            Act::Release(act) => self.release(draft, act, day),
            Act::Propose(act) => self.propose(draft, act, day),
            Act::Approve(act) => self.approve(draft, act, day),
            Act::RecordDelay(act) => self.delay(draft, act),
            Act::ChangeCost(act) => self.change_cost(draft, act, day),
            Act::Share(act) => self.share(draft, act, day),
            Act::Mainstream(act) => self.mainstream(draft, act, day),
            Act::Fill(act) => self.fill(draft, act, day),
            Act::RecordVacancy(act) => self.vacancy(draft, act),
            Act::RecordFact(act) => self.record_fact(draft, act),
            Act::RecordOutturn(act) => self.record_outturn(draft, act),
            Act::Earmark(act) => self.earmark(draft, act, day),
            Act::Hold(act) => self.hold(draft, act, day),
            Act::Commit(act) => self.commit(draft, act, day),
            Act::Accrue(act) => self.accrue(draft, act, day),
            Act::Spend(act) => self.spend(draft, act, day),
            Act::Prepay(act) => self.prepay(draft, act, day),
            Act::UsePrepayment(act) => self.use_prepayment(draft, act, day),
            Act::Credit(act) => self.credit(draft, act, day),
            Act::Recharge(act) => self.recharge(draft, act, day),
            Act::Decommit(act) => self.decommit(draft, act, day),
            Act::GiveUp(act) => self.give_up(draft, act, day),
            Act::TakeOn(act) => self.take_on(draft, act, day),
            Act::Profile(act) => self.profile(draft, act, day),
            Act::Forecast(act) => self.forecast(draft, act, day),
            Act::Freeze(act) => self.freeze(draft, act),
            Act::AddPlan(_) | Act::AddPlanLine(_) | Act::PublishPlan(_) => {
                self.about_a_plan(draft, day)
            }
            Act::Correct(act) => self.correct(draft, act),
            Act::Redact(act) => self.redact(draft, act),
            Act::EndBody(_) | Act::MakeLegal(_) | Act::RecordPopulation(_) => {
                self.about_a_body(draft, day)
            }
            Act::OpenYear(act) => self.open_ahead(draft, act, day),
            Act::Reopen(act) => self.reopen(draft, act, day),
            Act::Sign(act) => self.sign(draft, act, day),
            _ => self.live_on(draft, day),
        }
    }

    fn take_book(&mut self, draft: &Draft, act: &AdoptBook) -> Result<(), Code> {
        self.may_replace(act)?;
        self.write(Some(draft), None, Vec::new());
        Ok(())
    }

    fn mark(&mut self, draft: &Draft, act: &MarkNotRecorded, day: NaiveDate) -> Result<(), Code> {
        self.date(act.year, day, Timing::Record)?;
        self.known_body(&act.body)?;
        self.known_stream(&act.stream)?;
        self.write(Some(draft), None, Vec::new());
        Ok(())
    }

    fn delay(&mut self, draft: &Draft, act: &RecordDelay) -> Result<(), Code> {
        if let Some(Party::Body(body)) = &act.attributable_to {
            self.known_body(body)?;
        }
        self.about_project(draft, &act.project)
    }

    fn add_body(&mut self, draft: &Draft, act: &AddBody) -> Result<(), Code> {
        if let Some(parent) = &act.parent {
            self.known_body(parent)?;
        }
        if self.bodies.contains_key(&act.id) {
            return Err("id_taken");
        }
        self.bodies.insert(act.id.clone(), act.clone());
        self.write(Some(draft), None, Vec::new());
        Ok(())
    }

    fn add_stream(&mut self, draft: &Draft, act: &AddStream) -> Result<(), Code> {
        if act
            .source
            .as_ref()
            .is_some_and(|id| !self.bodies.contains_key(id))
        {
            return Err("unknown_body");
        }
        if let Some(parent) = &act.parent {
            self.known_stream(parent)?;
        }
        if self.streams.contains_key(&act.id) {
            return Err("id_taken");
        }
        if let Some(parent) = &act.parent {
            for purpose in &act.purposes {
                self.inside(purpose, parent)?;
            }
        }
        self.streams.insert(act.id.clone(), act.clone());
        self.write(Some(draft), None, Vec::new());
        Ok(())
    }

    fn name_once(&mut self, id: &str, draft: &Draft) -> Result<(), Code> {
        if self.totals.contains_key(id) {
            return Err("id_taken");
        }
        self.totals.insert(id.to_owned(), draft.act.clone());
        self.write(Some(draft), None, Vec::new());
        Ok(())
    }

    /// Whether a draft may name a year on a day; the first that is no notice opens it.
    pub(crate) fn date(
        &mut self,
        year: FinancialYear,
        day: NaiveDate,
        timing: Timing,
    ) -> Result<(), Code> {
        if timing == Timing::Record {
            return Ok(());
        }
        if self.is_closed(year) {
            return Err("year_already_closed");
        }
        if timing == Timing::Notice {
            return Ok(());
        }
        if self.open.is_some_and(|open| open != year) && self.ahead != Some(year) {
            return Err("year_not_open");
        }
        let early = day < self.calendar.first_day(year);
        let late = day > self.calendar.last_day(year) && timing == Timing::Ask;
        if early || late {
            return Err("effective_outside_year");
        }
        self.open = self.open.or(Some(year));
        Ok(())
    }

    /// Whether a year is over: it, or a later one, was closed.
    pub(crate) fn is_closed(&self, year: FinancialYear) -> bool {
        self.closed.iter().max().is_some_and(|last| year <= *last)
    }

    /// The year of a draft that gives back: the open one; of two, the one in which there is
    /// something to give back.
    pub(crate) fn date_of_giving_back(
        &mut self,
        id: &PromiseId,
        day: NaiveDate,
    ) -> Result<FinancialYear, Code> {
        let first = self.calendar.year_of(day).ok_or("effective_outside_year")?;
        let year = self.year_to_give_back(id, day).or(self.open);
        let year = year.unwrap_or(first);
        self.date(year, day, Timing::Fact)?;
        Ok(year)
    }

    pub(crate) fn known_body(&self, body: &BodyId) -> Result<(), Code> {
        let known = self.bodies.contains_key(body);
        known.then_some(()).ok_or("unknown_body")
    }

    /// Whether a body is there on the day of a cost: what has happened may come after its end.
    pub(crate) fn may_cost(&self, body: &BodyId, act: &Spend, day: NaiveDate) -> Result<(), Code> {
        if act.actual {
            self.begun(&[body], day)?;
            self.known_body(body)
        } else {
            self.alive(&[body], day)
        }
    }

    pub(crate) fn begun(&self, bodies: &[&BodyId], day: NaiveDate) -> Result<(), Code> {
        let first = |id: &&&BodyId| {
            let known = self.bodies.get(**id);
            known.map_or(day, |it| it.from.unwrap_or(self.first_day))
        };
        let early = bodies.iter().find(|id| day < first(id));
        early.map_or(Ok(()), |_| Err("body_not_alive"))
    }

    /// Whether bodies are there on a day, and known at all.
    pub(crate) fn alive(&self, bodies: &[&BodyId], day: NaiveDate) -> Result<(), Code> {
        self.begun(bodies, day)?;
        for id in bodies {
            if self.last_day(id).is_some_and(|last| last < day) {
                return Err("body_not_alive");
            }
        }
        let known = |id: &&BodyId| self.bodies.contains_key(*id);
        if bodies.iter().all(known) {
            Ok(())
        } else {
            Err("unknown_body")
        }
    }
}

/// Whether a key stands for the same: figures and words, not when it was learned.
fn id_of_book(text: &str) -> String {
    let book = tree::read(text);
    let id = book.and_then(|it| Some(it.get("book")?.get("id")?.as_str()?.to_owned()));
    id.unwrap_or_default()
}
