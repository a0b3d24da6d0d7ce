//! A draft from its fields.

use super::fields::COMMON;
use super::{
    body, control, cost, fact, life, mainstream, money, outturn, plan, post, profile, project,
    promise, redact, setup, share, take_on, term, three_years,
};
use crate::journal::field::FieldReader;
use crate::journal::{Act, ActKind, Draft, FieldFault, FieldValue, Salt, Text};
use crate::noun::TermKind;

impl Draft {
    /// Reads a draft from named fields. The salt is left to whoever posts it.
    ///
    /// ```
    /// use ringfence::journal::{ActKind, Draft, FieldValue};
    ///
    /// let row = [("id", "Winter Care"), ("purpses", "beds")];
    /// let row = row.map(|(name, text)| (name.to_owned(), FieldValue::Text(text.to_owned())));
    /// let faults = Draft::read(ActKind::AddStream, &row).expect_err("it has faults");
    /// let fields: Vec<_> = faults.iter().map(|fault| fault.field.as_str()).collect();
    /// assert_eq!(fields, ["purpses", "id", "purposes"]);
    /// assert!(faults[0].to_string().ends_with("expected purposes?"));
    /// ```
    ///
    /// # Errors
    /// Every fault of every field, at once.
    pub fn read(kind: ActKind, fields: &[(String, FieldValue)]) -> Result<Draft, Vec<FieldFault>> {
        let known = [kind.fields(), COMMON].concat();
        let mut reader = FieldReader::new(fields, &known);
        let act = act_of(kind, &mut reader);
        let effective = reader.date("effective");
        let recorded = reader.date("recorded");
        let actor = reader.id("actor");
        let key = reader.id("key");
        let text = text_of(&mut reader);
        match act {
            Some(act) if reader.faults.is_empty() => Ok(Draft {
                effective,
                recorded,
                actor,
                key,
                act,
                text,
                salt: Salt::default(),
            }),
            _ => Err(reader.faults),
        }
    }
}

fn text_of(from: &mut FieldReader<'_>) -> Text {
    Text {
        name: from.words("name"),
        notice: from.words("notice"),
        dated: from.words("dated"),
        by: from.words("by"),
        reference: from.words("reference"),
        counterparty: from.words("counterparty"),
        evidence: from.words("evidence"),
        reason: from.words("reason"),
        words: from.words("words"),
        source: from.words("source"),
        note: from.words("note"),
    }
}

fn act_of(kind: ActKind, from: &mut FieldReader<'_>) -> Option<Act> {
    match kind {
        ActKind::AddBody => setup::add_body(from).map(Act::AddBody),
        ActKind::AddStream => setup::add_stream(from).map(Act::AddStream),
        ActKind::AdoptBook => setup::adopt_book(from).map(Act::AdoptBook),
        ActKind::EndBody => body::end_body(from).map(Act::EndBody),
        ActKind::MakeLegal => body::make_legal(from).map(Act::MakeLegal),
        ActKind::RecordPopulation => body::record_population(from).map(Act::RecordPopulation),
        ActKind::OpenYear | ActKind::Reopen | ActKind::Sign => of_a_year(kind, from),
        ActKind::ChangeControl => control::change_control(from).map(Act::ChangeControl),
        ActKind::SetFloor => term::stream_term(from, TermKind::Floor).map(Act::SetFloor),
        ActKind::SetCap => term::stream_term(from, TermKind::Cap).map(Act::SetCap),
        ActKind::PublishTotal => setup::publish_total(from).map(Act::PublishTotal),
        ActKind::TakeOn => take_on::take_on(from).map(Act::TakeOn),
        ActKind::Anticipate => money::anticipate(from).map(Act::Anticipate),
        ActKind::Allocate => money::allocate(from).map(Act::Allocate),
        ActKind::ReProvide => money::re_provide(from).map(Act::ReProvide),
        ActKind::Contribute => money::contribute(from).map(Act::Contribute),
        ActKind::MarkNotRecorded => setup::mark_not_recorded(from).map(Act::MarkNotRecorded),
        ActKind::Vire => money::vire(from).map(Act::Vire),
        ActKind::Release => money::release(from).map(Act::Release),
        ActKind::Propose => project::propose(from).map(Act::Propose),
        ActKind::Approve => project::approve(from).map(Act::Approve),
        ActKind::StartProject => life::start_project(from).map(Act::StartProject),
        ActKind::RecordDelay => project::record_delay(from).map(Act::RecordDelay),
        ActKind::RecordMilestone => life::record_milestone(from).map(Act::RecordMilestone),
        ActKind::RecordMeasure => life::record_measure(from).map(Act::RecordMeasure),
        ActKind::Evaluate => life::evaluate(from).map(Act::Evaluate),
        ActKind::ContinueProject => life::continue_project(from).map(Act::ContinueProject),
        ActKind::Share => share::share(from).map(Act::Share),
        ActKind::Earmark => promise::earmark(from).map(Act::Earmark),
        ActKind::Hold => promise::hold(from).map(Act::Hold),
        ActKind::Commit => promise::commit(from).map(Act::Commit),
        ActKind::ChangeCost => post::change_cost(from).map(Act::ChangeCost),
        ActKind::Mainstream => mainstream::mainstream(from).map(Act::Mainstream),
        ActKind::Fill => post::fill(from).map(Act::Fill),
        ActKind::RecordVacancy => post::record_vacancy(from).map(Act::RecordVacancy),
        ActKind::RecordFact => fact::record_fact(from).map(Act::RecordFact),
        ActKind::RecordOutturn => outturn::record_outturn(from).map(Act::RecordOutturn),
        ActKind::Accrue => cost::accrue(from).map(Act::Accrue),
        ActKind::Spend => promise::spend(from).map(Act::Spend),
        ActKind::Prepay => cost::prepay(from).map(Act::Prepay),
        ActKind::UsePrepayment => cost::use_prepayment(from).map(Act::UsePrepayment),
        ActKind::Credit => cost::credit(from).map(Act::Credit),
        ActKind::Recharge => cost::recharge(from).map(Act::Recharge),
        ActKind::Decommit => promise::decommit(from).map(Act::Decommit),
        ActKind::GiveUp => promise::give_up(from).map(Act::GiveUp),
        ActKind::StopProject => life::stop_project(from).map(Act::StopProject),
        ActKind::CompleteProject => life::complete_project(from).map(Act::CompleteProject),
        ActKind::Profile => profile::profile(from).map(Act::Profile),
        ActKind::Forecast => plan::forecast(from).map(Act::Forecast),
        ActKind::Freeze => plan::freeze(from).map(Act::Freeze),
        ActKind::AddPlan => three_years::add_plan(from).map(Act::AddPlan),
        ActKind::AddPlanLine => three_years::add_plan_line(from).map(Act::AddPlanLine),
        ActKind::PublishPlan => three_years::publish_plan(from).map(Act::PublishPlan),
        ActKind::Correct => money::correct(from).map(Act::Correct),
        ActKind::Redact => redact::redact(from).map(Act::Redact),
        ActKind::CloseYear => only_by_plan(kind, from),
    }
}

fn of_a_year(kind: ActKind, from: &mut FieldReader<'_>) -> Option<Act> {
    match kind {
        ActKind::OpenYear => setup::open_year(from).map(Act::OpenYear),
        ActKind::Reopen => setup::reopen(from).map(Act::Reopen),
        _ => setup::sign(from).map(Act::Sign),
    }
}

fn only_by_plan(kind: ActKind, from: &mut FieldReader<'_>) -> Option<Act> {
    let works = "a plan: plan the close, then close by the plan";
    from.fault("kind", kind.event_word(), works);
    None
}
