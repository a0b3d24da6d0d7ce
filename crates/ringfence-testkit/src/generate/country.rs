//! The invented country in which random histories happen.

use chrono::NaiveDate;
use ringfence::journal::act::{AddBody, AddStream, Allocate};
use ringfence::journal::{Act, Draft, Header};
use ringfence::noun::{
    BaseRule, BodyKind, ContributionRule, ControlMode, Recurrence, ReleaseRule, StreamKind,
    Tolerance,
};
use ringfence::word::{FinancialYear, Id, Money};

/// Aberwen: a government, two boards, three clusters; three streams; three years.
#[derive(Clone, Copy, Debug)]
pub struct Country;

impl Country {
    /// Boards and clusters: each with the body above it.
    pub const BODIES: &'static [(&'static str, &'static str)] = &[
        ("upland", "aberwen"),
        ("seaward", "aberwen"),
        ("north", "upland"),
        ("harbour", "upland"),
        ("moor", "seaward"),
    ];
    /// A recurrent stream whose base goes on, a ring-fenced one that is released, one that is
    /// only tracked.
    pub const STREAMS: &'static [&'static str] = &["cluster", "winter", "learning"];
    /// Where costs wait until their stream is known.
    pub const SUSPENSE: &'static str = "suspense";
    /// What all streams may buy.
    pub const PURPOSES: &'static [&'static str] = &["access", "care"];

    /// The first year.
    pub fn first_year() -> FinancialYear {
        FinancialYear::starting(2016).expect("a year that exists")
    }

    /// The header of its book.
    pub fn header() -> Header {
        let header = Header::new("GBP").expect("a currency");
        header.from_day(Country::first_day())
    }

    /// The first day of the book.
    pub fn first_day() -> NaiveDate {
        NaiveDate::from_ymd_opt(2015, 4, 1).expect("a day that exists")
    }
}

/// The drafts with which each history begins: bodies, streams, and some money everywhere.
pub fn opening_drafts() -> Vec<Draft> {
    let mut drafts = vec![body("aberwen", None, BodyKind::Government)];
    for (id, above) in Country::BODIES {
        let kind = if *above == "aberwen" {
            BodyKind::HealthBoard
        } else {
            BodyKind::Cluster
        };
        drafts.push(body(id, Some(above), kind));
    }
    let none = ReleaseRule::NotRequired;
    drafts.push(stream(
        "cluster",
        (ControlMode::Block, none, BaseRule::Continues),
    ));
    let needed = ReleaseRule::Required;
    drafts.push(stream(
        "winter",
        (ControlMode::Block, needed, BaseRule::Anticipated),
    ));
    drafts.push(stream(
        "learning",
        (ControlMode::Track, none, BaseRule::Anticipated),
    ));
    drafts.push(stream(
        Country::SUSPENSE,
        (ControlMode::Block, none, BaseRule::Anticipated),
    ));
    for board in ["upland", "seaward"] {
        drafts.push(gift("cluster", board, (90_000_000, Recurrence::Recurrent)));
        drafts.push(gift(
            "winter",
            board,
            (30_000_000, Recurrence::NonRecurrent),
        ));
    }
    for cluster in ["north", "harbour", "moor"] {
        drafts.push(gift(
            "cluster",
            cluster,
            (20_000_000, Recurrence::Recurrent),
        ));
        drafts.push(gift(
            "winter",
            cluster,
            (8_000_000, Recurrence::NonRecurrent),
        ));
        drafts.push(nothing_yet("learning", cluster));
    }
    drafts
}

/// An id of the country; all of them are plain.
pub(crate) fn id<Of>(text: &str) -> Id<Of> {
    text.parse().expect("ids of the country are plain")
}

pub(super) fn body(name: &str, parent: Option<&str>, kind: BodyKind) -> Draft {
    Draft::of(Act::AddBody(AddBody {
        id: id(name),
        kind,
        parent: parent.map(id),
        standing: None,
        from: None,
        until: None,
    }))
}

pub(super) fn stream(name: &str, rules: (ControlMode, ReleaseRule, BaseRule)) -> Draft {
    Draft::of(Act::AddStream(AddStream {
        id: id(name),
        purposes: Country::PURPOSES.iter().map(|it| id(it)).collect(),
        parent: None,
        control: rules.0,
        tolerance: Tolerance::Nought,
        release: rules.1,
        base: rules.2,
        kind: StreamKind::Revenue,
        source: None,
        suspense: name == Country::SUSPENSE,
        availability: None,
        contributions: match name {
            "learning" => ContributionRule::Agreed,
            _ => ContributionRule::Received,
        },
    }))
}

/// The source says that there is nothing: a notice of nought.
fn nothing_yet(stream: &str, to: &str) -> Draft {
    let mut draft = gift(stream, to, (0, Recurrence::NonRecurrent));
    if let Act::Allocate(act) = &mut draft.act {
        act.from = Some(id("aberwen"));
    }
    draft
}

fn gift(stream: &str, to: &str, (pence, recurrence): (i32, Recurrence)) -> Draft {
    let year = Country::first_year();
    let act = Allocate {
        stream: id(stream),
        to: id(to),
        from: None,
        year,
        amount: Money::new(pence),
        full_year: None,
        recurrence,
        opening: false,
        actual: false,
        stated: None,
        confirms: None,
    };
    let day = ringfence::word::Calendar::default().first_day(year);
    Draft::of(Act::Allocate(act)).effective(day)
}
