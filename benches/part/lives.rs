//! What a year of Aberwen has beside its run of postings: posts and projects of every cluster on a
//! stream of their own, plans and floors, with the sums that they must come to.

use chrono::NaiveDate;
use ringfence::journal::{ActKind, Draft, FieldValue};

use crate::year::{CLUSTERS, GIVEN};

/// How many posts and projects each cluster has.
const POSTS: u32 = 100;
const PROJECTS: u32 = 50;
/// What a post costs in a month, and what a project is given, orders and has received without an
/// invoice, in pounds.
const MONTH: i64 = 4_000;
const PROJECT: i64 = 10_000;
const ORDER: i64 = 8_000;
const RECEIVED: i64 = 3_000;
/// The stream that pays for all of them.
const STREAM: &str = "community";

/// Drafts in the order of their days, and what they come to in pence.
#[derive(Debug, Default)]
pub(crate) struct Lives {
    pub(crate) drafts: Vec<Draft>,
    pub(crate) given: i64,
    pub(crate) committed: i64,
    pub(crate) spent: i64,
    pub(crate) earmarked: i64,
    /// What was received and not invoiced when the year ended.
    pub(crate) owed: i64,
}

type Fields<'f> = &'f [(&'f str, &'f str)];

impl Lives {
    /// Those of all clusters.
    pub(crate) fn of_the_year() -> Lives {
        let mut lives = Lives::default();
        lives.begin();
        for cluster in 1..=CLUSTERS {
            let body = format!("cluster-{cluster:02}");
            lives.plan(&body);
            for place in 1..=POSTS {
                lives.post(&body, place);
            }
            for place in 1..=PROJECTS {
                lives.project(&body, place);
            }
        }
        lives.drafts.sort_by_key(|draft| draft.effective);
        lives
    }

    /// The stream, and what the boards and clusters are given of it each year.
    fn begin(&mut self) {
        self.say(
            ActKind::AddStream,
            (4, 1),
            &[("id", STREAM), ("purposes", "access"), ("control", "block")],
        );
        let [pounds, all] = [GIVEN / 100, GIVEN / 100 * CLUSTERS as i64].map(|it| it.to_string());
        for board in 1..=7 {
            self.give(&format!("board-{board}"), &all);
        }
        for cluster in 1..=CLUSTERS {
            self.give(&format!("cluster-{cluster:02}"), &pounds);
        }
        self.given = GIVEN * CLUSTERS as i64;
    }

    fn give(&mut self, to: &str, pounds: &str) {
        let fields = [
            ("stream", STREAM),
            ("to", to),
            ("year", "2016-17"),
            ("amount", pounds),
            ("recurrence", "recurrent"),
        ];
        self.say(ActKind::Allocate, (4, 1), &fields);
    }

    /// A floor, and a plan for three years with a line for each.
    fn plan(&mut self, body: &str) {
        let id = format!("{body}-floor");
        let floor = [
            ("id", id.as_str()),
            ("stream", STREAM),
            ("body", body),
            ("year", "2016-17"),
            ("amount", "4000000"),
            ("source", "invented"),
        ];
        self.say(ActKind::SetFloor, (4, 1), &floor);
        let id = format!("{body}-plan");
        let plan = [
            ("id", id.as_str()),
            ("body", body),
            ("first_year", "2016-17"),
        ];
        self.say(ActKind::AddPlan, (4, 2), &plan);
        for year in ["2016-17", "2017-18", "2018-19"] {
            let line = [
                ("plan", id.as_str()),
                ("year", year),
                ("stream", STREAM),
                ("amount", "4800000"),
                ("recurrence", "recurrent"),
            ];
            self.say(ActKind::AddPlanLine, (4, 3), &line);
        }
        self.say(ActKind::PublishPlan, (4, 4), &[("id", &id)]);
    }

    /// A post paid for all year; one in ten is empty for three months.
    fn post(&mut self, body: &str, place: u32) {
        let (post, annual) = (format!("{body}-post-{place:03}"), (12 * MONTH).to_string());
        let promise = format!("{post}-pay");
        let commit = [
            ("id", promise.as_str()),
            ("stream", STREAM),
            ("body", body),
            ("purpose", "access"),
            ("recurrence", "recurrent"),
            ("annual", &annual),
            ("start", "2016-04-01"),
            ("cost", "pay"),
            ("post", &post),
            ("employer", body),
            ("role", "pharmacist"),
            ("wte", "1.00"),
        ];
        self.say(ActKind::Commit, (4, 5), &commit);
        self.say(ActKind::Fill, (4, 5), &[("post", &post)]);
        let is_empty = place.is_multiple_of(10);
        if is_empty {
            let vacancy = [
                ("post", post.as_str()),
                ("cause", "resignation"),
                ("start", "2016-06-01"),
                ("end", "2016-08-31"),
            ];
            self.say(ActKind::RecordVacancy, (9, 1), &vacancy);
        }
        let pay = MONTH.to_string();
        for month in (4..=12).chain(1..=3) {
            if is_empty && (6..=8).contains(&month) {
                self.committed += MONTH * 100;
                continue;
            }
            let spend = [("commitment", promise.as_str()), ("amount", &pay)];
            self.say(ActKind::Spend, (month, 28), &spend);
            self.spent += MONTH * 100;
        }
    }

    /// A project from its proposal to what it has received; one in four is late, and one in four
    /// has an invoice for what it received.
    fn project(&mut self, body: &str, place: u32) {
        let id = format!("{body}-project-{place:02}");
        let named = ("project", id.as_str());
        let given = PROJECT.to_string();
        self.say(
            ActKind::Propose,
            (5, 2),
            &[("id", &id), ("body", body), ("purpose", "access")],
        );
        let approval = [named, ("amount", &given), ("by", "Board (invented)")];
        self.say(ActKind::Approve, (6, 1), &approval);
        let earmark = [
            named,
            ("stream", STREAM),
            ("body", body),
            ("year", "2016-17"),
            ("amount", &given),
        ];
        self.say(ActKind::Earmark, (6, 2), &earmark);
        self.say(ActKind::StartProject, (7, 1), &[named]);
        if place.is_multiple_of(4) {
            let delay = [
                named,
                ("cause", "procurement"),
                ("attributable_to", "board-1"),
                ("start", "2016-07-01"),
                ("end", "2016-10-31"),
            ];
            self.say(ActKind::RecordDelay, (11, 1), &delay);
        }
        self.order((body, &id), place % 4 == 1);
        self.earmarked += (PROJECT - ORDER) * 100;
    }

    /// What a project orders: most of it is invoiced, the rest received, and invoiced or not.
    fn order(&mut self, (body, project): (&str, &str), is_invoiced: bool) {
        let [order, received] = [ORDER, RECEIVED].map(|it| it.to_string());
        let [promise, accrual] = ["order", "received"].map(|it| format!("{project}-{it}"));
        let commit = [
            ("id", promise.as_str()),
            ("project", project),
            ("stream", STREAM),
            ("body", body),
            ("purpose", "access"),
            ("recurrence", "non-recurrent"),
            ("year", "2016-17"),
            ("amount", &order),
            ("cost", "equipment"),
        ];
        self.say(ActKind::Commit, (11, 2), &commit);
        let rest = (ORDER - RECEIVED).to_string();
        let spend = [("commitment", promise.as_str()), ("amount", &rest)];
        self.say(ActKind::Spend, (1, 15), &spend);
        let accrue = [
            ("id", accrual.as_str()),
            ("commitment", &promise),
            ("amount", &received),
        ];
        self.say(ActKind::Accrue, (3, 20), &accrue);
        if is_invoiced {
            let spend = [("accrual", accrual.as_str()), ("amount", &received)];
            self.say(ActKind::Spend, (3, 30), &spend);
        } else {
            self.owed += RECEIVED * 100;
        }
        self.spent += ORDER * 100;
    }

    fn say(&mut self, kind: ActKind, (month, day): (u32, u32), fields: Fields<'_>) {
        let year = if month < 4 { 2017 } else { 2016 };
        let day = NaiveDate::from_ymd_opt(year, month, day).expect("a day");
        let text = |(name, value): &(&str, &str)| {
            let value = FieldValue::Text((*value).to_owned());
            ((*name).to_owned(), value)
        };
        let mut fields: Vec<(String, FieldValue)> = fields.iter().map(text).collect();
        fields.push(("effective".to_owned(), FieldValue::Date(day)));
        let draft = Draft::read(kind, &fields);
        let draft = draft.unwrap_or_else(|faults| panic!("{kind:?}: {faults:?}"));
        self.drafts.push(draft);
    }
}
