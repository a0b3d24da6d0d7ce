//! The groups of records, and the types of facts.

use std::fmt;

use serde::Serialize;

use super::FactName;
use super::vocabulary::VOCABULARY;
use FactName as F;
use FactType::{Date, Flag, Money, Text, Whole, Year};
use Group::{
    Approval, Delay, Earlier, Forecast, Given, Ledger, Member, Next, Notice, Outturn, Slippage,
};

/// A kind of record of which an item may have several.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Group {
    /// The delays recorded for the project.
    Delay,
    /// The stretches of the year in which the post of the item stood vacant.
    Slippage,
    /// The steps of approval of the project.
    Approval,
    /// The notices that gave the line its money.
    Notice,
    /// What was asked for before: of the same kind, body, stream and year.
    Earlier,
    /// The notices that gave the body money of its stream in the year.
    Given,
    /// The notices that give the body money of its stream in the next year.
    Next,
    /// What roles thought the body would have spent of its stream by the end of the year.
    Forecast,
    /// The bodies that the accountable body answers for, it among them.
    Member,
    /// How the years turned out that a duty looks at.
    Outturn,
    /// The lines that the ledger has of the years that a duty looks at.
    Ledger,
}

/// What a fact is: a sum, a day, a word and so on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum FactType {
    /// A sum in pounds, written `"1234.50"`.
    Money,
    /// A day, written `2017-03-31`.
    Date,
    /// A financial year, written `"2016-17"`.
    Year,
    /// A word or an id.
    Text,
    /// A whole number.
    Whole,
    /// True or false.
    Flag,
}

impl Group {
    /// Every group.
    pub const ALL: [Group; 11] = [
        Delay, Slippage, Approval, Notice, Earlier, Given, Next, Forecast, Member, Outturn, Ledger,
    ];

    /// Its name, as a rule writes it.
    pub const fn name(self) -> &'static str {
        match self {
            Delay => "delay",
            Slippage => "slippage",
            Approval => "approval",
            Notice => "notice",
            Earlier => "earlier",
            Given => "given",
            Next => "next",
            Forecast => "forecast",
            Member => "member",
            Outturn => "outturn",
            Ledger => "ledger",
        }
    }

    /// The group of this name, if there is one.
    pub fn find(name: &str) -> Option<Group> {
        Group::ALL.into_iter().find(|group| group.name() == name)
    }

    pub(super) fn first_fact(self) -> FactName {
        match self {
            Delay => F::DelayCause,
            Slippage => F::SlippageCause,
            Approval => F::ApprovalOn,
            Notice => F::NoticeEffective,
            Earlier => F::EarlierOn,
            Given => F::GivenEffective,
            Next => F::NextEffective,
            Forecast => F::ForecastOn,
            Member => F::MemberId,
            Outturn => F::OutturnYear,
            Ledger => F::LedgerYear,
        }
    }

    pub(super) fn width(self) -> usize {
        VOCABULARY
            .iter()
            .filter(|entry| entry.group == Some(self))
            .count()
    }
}

impl FactType {
    /// As a message says what it expects.
    pub const fn expected(self) -> &'static str {
        match self {
            Money => "a sum in pounds such as \"1234.50\"",
            Date => "a day such as 2017-03-31",
            Year => "a financial year such as \"2016-17\"",
            Text => "a text in quotation marks",
            Whole => "a whole number",
            Flag => "true or false",
        }
    }
}

impl fmt::Display for Group {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}
