//! Random values: every head of the language, typed as it must be.

use ringfence::law::{FactType, Group, Value};

use super::pool;
use super::writer::{Place, Room, Writer};
use crate::tree::{self, Tree};

use FactType::{Date, Money, Text, Whole, Year};

const ROUNDINGS: [&str; 4] = ["down", "up", "half_up", "half_even"];
/// Of what a share is a whole multiple.
const STEPS: [&str; 6] = ["1", "1000", "0.01", "0.50", "33.33", "10"];

impl Writer<'_> {
    /// A value of a type; the deeper, the plainer.
    pub(super) fn value(&mut self, kind: FactType, depth: usize, place: Place) -> Tree {
        let plain = depth == 0 || self.tape.below(3) == 0;
        if plain {
            return self.plain(kind, place);
        }
        let heads: &[&str] = match kind {
            Money => &[
                "of", "least", "greatest", "plus", "minus", "excess", "times", "sum", "cases",
            ],
            Whole => &[
                "least",
                "greatest",
                "plus",
                "minus",
                "excess",
                "times",
                "count",
                "days_from",
                "days_over",
                "month_of",
                "cases",
                "sum",
            ],
            Date => &[
                "day", "month", "least", "greatest", "earliest", "latest", "cases",
            ],
            Year => &["year", "year_of", "least", "greatest", "cases"],
            _ => &["cases"],
        };
        let head = self.tape.pick(heads);
        let written = self.reckoned(head, kind, depth - 1, place);
        written.unwrap_or_else(|| self.plain(kind, place))
    }

    /// Whether what is asked is asked of one item, or of one draft.
    fn has_item(&self) -> bool {
        !matches!(
            self.room,
            Room::Pot(_) | Room::Wanting | Room::Duty | Room::Lines
        )
    }

    /// A value that is stated or read.
    fn plain(&mut self, kind: FactType, place: Place) -> Tree {
        if place != Place::Left {
            match self.tape.below(6) {
                0 | 1 => return self.stated(kind, place),
                2 if kind == Money && self.has_item() => return tree::text("all"),
                3 if kind == Money && self.has_item() => {
                    let of_asks = self.room == Room::Ask;
                    return tree::text(if of_asks { "all" } else { "tied" });
                }
                _ => {}
            }
        }
        let turn = self.tape.below(4);
        if turn == 1
            && let Some(id) = self.parameter_of(kind)
        {
            return self.on_a_day("parameter", &id);
        }
        if turn == 2
            && let Some(name) = self.own_of(kind)
        {
            return self.last_record("fact", &name);
        }
        let head = match kind {
            Date => Some("recorded_on"),
            Text => Some("recorded_by"),
            _ => None,
        };
        if turn == 3
            && let Some(head) = head
            && let Some(name) = self.own_of_any()
        {
            return self.last_record(head, &name);
        }
        match self.fact(kind) {
            Some(fact) => tree::table([("fact", tree::text(fact.name()))]),
            None => self.stated(kind, place),
        }
    }

    /// What was recorded last of a fact of the book's own: now and then of one person.
    fn last_record(&mut self, key: &str, name: &str) -> Tree {
        let mut read = self.on_a_day(key, name);
        if key != "recorded_by" && self.tape.one_in(2) {
            let by = match self.tape.one_in(4) {
                true => self.value(Text, 1, Place::Any),
                false => tree::text(&pool::person(&mut self.tape)),
            };
            tree::put(&mut read, "by", by);
        }
        read
    }

    fn on_a_day(&mut self, key: &str, name: &str) -> Tree {
        let mut read = tree::table([(key, tree::text(name))]);
        if self.tape.one_in(3) {
            let on = self.value(Date, 1, Place::Any);
            tree::put(&mut read, "on", on);
        }
        read
    }

    fn reckoned(&mut self, head: &str, kind: FactType, depth: usize, place: Place) -> Option<Tree> {
        let rest = match place {
            Place::Left => Place::Any,
            other => other,
        };
        Some(match head {
            "of" => self.share(depth, place),
            "least" | "greatest" | "plus" | "minus" => {
                let first = self.value(kind, depth, place);
                let more = 1 + self.tape.below(2);
                let others = (0..more).map(|_| self.value(kind, depth, rest));
                let each = std::iter::once(first).chain(others).collect();
                tree::table([(head, Tree::Array(each))])
            }
            "excess" => tree::table([
                ("excess", self.value(kind, depth, place)),
                ("above", self.value(kind, depth, rest)),
            ]),
            "times" => tree::table([
                ("times", self.value(Whole, depth, Place::Any)),
                ("each", self.value(kind, depth, place)),
            ]),
            "days_from" => tree::table([
                ("days_from", self.value(Date, depth, Place::Any)),
                ("to", self.value(Date, depth, Place::Any)),
            ]),
            "days_over" => self.covered(depth)?,
            "month_of" | "year_of" => tree::table([(head, self.value(Date, depth, Place::Any))]),
            "cases" => self.cases(kind, depth, place),
            "day" | "year" => self.moved(head, kind, depth),
            "month" => self.within(depth),
            "count" => {
                let group = self.group()?;
                let mut counted = tree::table([("count", tree::text(group.name()))]);
                self.only_where(&mut counted, group, depth);
                counted
            }
            _ => self.gathered(head, kind, depth, rest)?,
        })
    }

    /// A share; of the item, no more than the whole.
    fn share(&mut self, depth: usize, place: Place) -> Tree {
        let of = self.tape.pick(&[1_i64, 5, 1, 9, 0, 33]);
        let whole = self.tape.pick(&[2_i64, 100, 3, 10, 7, 1]);
        let mut share = tree::table([
            ("of", Tree::Integer(of.min(whole))),
            ("in", Tree::Integer(whole)),
            ("round", tree::text(self.tape.pick(&ROUNDINGS))),
        ]);
        if self.tape.below(3) != 0 || !self.has_item() {
            let from = match place {
                Place::Left => Place::Any,
                other => other,
            };
            tree::put(&mut share, "of", Tree::Integer(of));
            let from = self.value(Money, depth, from);
            tree::put(&mut share, "from", from);
        }
        if self.tape.one_in(4) {
            // A sum that is stated may be nought, and of that nothing is a multiple.
            let found = self.tape.one_in(3);
            let found = found.then(|| self.value(Money, 0, Place::Left));
            let found = found.filter(|it| it.as_table().is_some());
            let step = found.unwrap_or_else(|| tree::text(self.tape.pick(&STEPS)));
            tree::put(&mut share, "to_whole", step);
        }
        for key in ["of", "in"] {
            if self.kinds_read().contains(&Whole) && self.tape.one_in(8) {
                let found = self.value(Whole, 0, Place::Left);
                tree::put(&mut share, key, found);
            }
        }
        share
    }

    fn cases(&mut self, kind: FactType, depth: usize, place: Place) -> Tree {
        let rest = match place {
            Place::Left => Place::Any,
            other => other,
        };
        let count = 1 + self.tape.below(2);
        let each = (0..count).map(|number| {
            let place = if number == 0 { place } else { rest };
            tree::table([
                ("when", self.condition(depth)),
                ("value", self.value(kind, depth, place)),
            ])
        });
        let each: Vec<Tree> = each.collect();
        tree::table([
            ("cases", Tree::Array(each)),
            ("otherwise", self.value(kind, depth, rest)),
        ])
    }

    fn moved(&mut self, head: &str, kind: FactType, depth: usize) -> Tree {
        let unit = match kind {
            Year => "years",
            _ => self.tape.pick(&["months", "days", "years"]),
        };
        let way = self.tape.pick(&["plus", "minus"]);
        let count = match self.tape.one_in(4) {
            true => self.value(Whole, 0, Place::Any),
            false => Tree::Integer(self.tape.pick(&[1, 2, 0, 12, 28])),
        };
        let from = self.value(kind, depth, Place::Any);
        tree::table([(head, from), (way, tree::table([(unit, count)]))])
    }

    fn within(&mut self, depth: usize) -> Tree {
        let month = self.tape.pick(&[2_i64, 3, 4, 12, 1]);
        let day = self.tape.pick(&[28_i64, 31, 1, 29, 30]);
        let mut within =
            tree::table([("month", Tree::Integer(month)), ("day", Tree::Integer(day))]);
        if self.tape.one_in(3) {
            let year = self.value(Year, depth, Place::Any);
            tree::put(&mut within, "in_year", year);
        }
        within
    }

    /// What the records of a group come to.
    fn gathered(&mut self, head: &str, kind: FactType, depth: usize, place: Place) -> Option<Tree> {
        let fitting: &[Group] = match kind {
            _ if self.room == Room::Ask => &[Group::Earlier],
            Money if self.room == Room::Duty => &[Group::Outturn],
            Money if self.room == Room::Lines => &[Group::Ledger, Group::Outturn],
            _ if matches!(self.room, Room::Duty | Room::Lines) => &[],
            Money => &[
                Group::Notice,
                Group::Given,
                Group::Next,
                Group::Forecast,
                Group::Member,
            ],
            Date => &[
                Group::Approval,
                Group::Delay,
                Group::Notice,
                Group::Slippage,
                Group::Given,
                Group::Next,
                Group::Forecast,
            ],
            _ => &[Group::Delay, Group::Notice, Group::Forecast],
        };
        let has_groups = !matches!(
            self.room,
            Room::Estate | Room::Pot(_) | Room::Covered | Room::Wanting
        );
        let of_item = matches!(self.room, Room::Item | Room::Walk);
        if !has_groups || (kind == Whole && !of_item) {
            return None;
        }
        let inside = &self.inside;
        let free = fitting.iter().filter(|it| !inside.contains(it));
        let free: Vec<Group> = free.copied().collect();
        if free.is_empty() {
            return None;
        }
        let group = self.tape.pick(&free);
        // The value says its type itself, as the whole does on the left of a comparison.
        let place = match place {
            Place::Any => Place::Left,
            other => other,
        };
        let of = self.inside(group, |writer| writer.value(kind, depth.min(1), place));
        let mut gathered = tree::table([(head, of), ("over", tree::text(group.name()))]);
        self.only_where(&mut gathered, group, depth);
        Some(gathered)
    }

    /// The days that records cover together: now and then those of the delays, as they stand.
    fn covered(&mut self, depth: usize) -> Option<Tree> {
        let of_item = matches!(self.room, Room::Item | Room::Walk);
        let free = !self.inside.contains(&Group::Delay);
        let (group, [from, to]) = if of_item && free && self.tape.below(4) != 3 {
            // Now and then from one day on, or up to one, so that they lie over each other.
            let mut end = |name, same: Value| match self.tape.one_in(2) {
                true => pool::stated(&same),
                false => tree::table([("fact", tree::text(name))]),
            };
            let from = end("delay.start", Value::Date(pool::day("2016-10-01")));
            let to = end("delay.end", Value::Date(pool::day("2017-03-31")));
            (Group::Delay, [from, to])
        } else {
            let group = self.group()?;
            let day = |writer: &mut Self| writer.value(Date, depth.min(1), Place::Any);
            (
                group,
                self.inside(group, |writer| [day(writer), day(writer)]),
            )
        };
        let mut covered = tree::table([
            ("days_over", tree::text(group.name())),
            ("from", from),
            ("to", to),
        ]);
        self.only_where(&mut covered, group, depth);
        Some(covered)
    }

    fn only_where(&mut self, gathered: &mut Tree, group: Group, depth: usize) {
        if self.tape.below(2) == 1 {
            let when = self.inside(group, |writer| writer.condition(depth.min(1)));
            tree::put(gathered, "where", when);
        }
    }
}
