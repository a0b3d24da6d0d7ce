//! Drafts about bodies in time.

use chrono::{Days, NaiveDate};
use ringfence::journal::act::{EndBody, MakeLegal, RecordFact, RecordPopulation, Successor, Vire};
use ringfence::journal::{Act, Draft};
use ringfence::noun::{BodyId, FactValue, Recurrence};

use super::country::{Country, id};
use super::legal::Speaker;

impl Speaker<'_> {
    /// A body becomes legal, or people are counted; one time in sixteen nobody says by what.
    pub(super) fn about_a_body(&self) -> Draft {
        let act = match self.choice.kind % 8 {
            0 | 1 if self.choice.kind % 16 >= 8 => self.fact(),
            0 | 1 => self.population(),
            2 | 3 => self.make_legal(),
            4 => self.wind_up().unwrap_or_else(|| self.end()),
            _ => self.end(),
        };
        let mut draft = Draft::of(act).effective(self.day_of_a_change());
        if !self.choice.sum.is_multiple_of(16) {
            draft.text.source = Some("the order that says so".into());
        }
        draft
    }

    /// A cluster ends, into one or several others; one time in eight any body, and any heirs.
    fn end(&self) -> Act {
        let body = self.cluster();
        let count = usize::from(self.choice.twist / 4 % 4);
        let others = Country::BODIES.iter().map(|it| id(it.0));
        let near = |it: &BodyId| {
            let named = self.model.bodies.get(it).map(|it| (it.kind, &it.parent));
            let its = self.model.bodies.get(&body).map(|it| (it.kind, &it.parent));
            named == its && *it != body || self.choice.sum.is_multiple_of(8)
        };
        let mut others: Vec<BodyId> = others.filter(near).collect();
        let turn = usize::from(self.choice.which) % others.len().max(1);
        others.rotate_left(turn);
        let weight = |place: usize| u32::from(self.choice.days) + 3 * place as u32;
        let heirs = others.into_iter().take(count).enumerate();
        let into = heirs.map(|(place, body)| Successor {
            body,
            weight: weight(place).try_into().expect("more than nothing"),
        });
        let into = into.collect();
        Act::EndBody(EndBody { body, into })
    }

    /// What is free of a body that has ended goes to one who took over.
    fn wind_up(&self) -> Option<Act> {
        let ends = self.model.acts().filter_map(|(_, _, act)| match act {
            Act::EndBody(it) => Some((it.body.clone(), it.into.first()?.body.clone())),
            _ => None,
        });
        let (from, to) = self.one_of(&Vec::from_iter(ends), self.choice.which)?;
        let stream = self.stream();
        let amount = self.part_of(self.free(&from, &stream) * 3);
        Some(Act::Vire(Vire {
            stream,
            from,
            to,
            to_stream: None,
            year: self.year,
            amount,
            recurrence: Recurrence::NonRecurrent,
            vintage: None,
        }))
    }

    /// The day of the draft, the first of the year or of the next, or a day that may be of a year
    /// that is closed.
    pub(super) fn day_of_a_change(&self) -> NaiveDate {
        let first = self.model.calendar.first_day(self.year);
        match self.choice.other % 8 {
            0 | 1 => self.day,
            2 | 3 => first,
            4 => first + Days::new(u64::from(self.choice.which)),
            5 => first - Days::new(1),
            _ => self.model.calendar.first_day(self.year.next()),
        }
    }

    /// A cluster; one time in eight any body.
    fn cluster(&self) -> BodyId {
        let clusters = ["north", "harbour", "moor"];
        let one = self.one_of(&clusters, self.choice.which).map(id);
        one.filter(|_| !self.choice.sum.is_multiple_of(8))
            .unwrap_or_else(|| self.body())
    }

    fn make_legal(&self) -> Act {
        let body = self.cluster();
        Act::MakeLegal(MakeLegal { body })
    }

    /// A fact of a body, a line, a project, a commitment or a hold; one in four without its value.
    fn fact(&self) -> Act {
        let number = i64::from(self.choice.days);
        let value = match self.choice.which % 4 {
            0 => None,
            1 => Some(FactValue::Flag(true)),
            2 => Some(FactValue::Whole(number)),
            _ => Some(FactValue::Text(id("evaluated"))),
        };
        let fact = id("state");
        let of = self.of_what();
        Act::RecordFact(RecordFact { fact, of, value })
    }

    fn population(&self) -> Act {
        let people = u32::from(self.choice.sum) * 300 + u32::from(self.choice.which) + 1;
        Act::RecordPopulation(RecordPopulation {
            body: self.cluster(),
            count: people.try_into().expect("more than nobody"),
        })
    }
}
