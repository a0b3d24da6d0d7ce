//! The accounts of a position.

use super::Wording;

/// One account of a line in a year. Each movement takes from one and gives to another of the
/// same line, so that a line always sums to nought.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Account {
    /// Given by the source or the body above.
    Allocated,
    /// Added by another body on its own conditions.
    Contributed,
    /// Given to a body below.
    PassedDown,
    /// Authority that came from another line.
    ViredIn,
    /// Authority that went to another line.
    ViredOut,
    /// Kept from the year before.
    RolledIn,
    /// Given again this year for what was given up last year, or the reverse.
    ReProvided,
    /// Kept for the year after.
    RolledOut,
    /// Ended for the holder at the year end.
    Lapsed,
    /// Gone back to the funder.
    Reverted,
    /// An over-spend that the accountable body met.
    DeficitMet,
    /// An over-spend of the year before, met first.
    FirstCall,
    /// Free to be used.
    Available,
    /// Tied to a project.
    Earmarked,
    /// Kept provisionally for a request.
    Held,
    /// Kept for a promise to pay.
    Committed,
    /// Cost that was invoiced.
    Invoiced,
    /// Cost received and not invoiced.
    Accrued,
    /// Invoiced for a later period: stands below nought.
    Prepaid,
    /// What the body above has given of the means; the other side of [`Account::Released`].
    ReleaseGiven,
    /// Means to spend with.
    Released,
}

impl Account {
    /// How many accounts there are.
    pub const COUNT: usize = 21;

    /// Its place among the accounts.
    pub const fn place(self) -> usize {
        self as usize
    }
}

impl Wording for Account {
    const WORDS: &'static [(&'static str, Account)] = &[
        ("allocated", Account::Allocated),
        ("contributed", Account::Contributed),
        ("passed_down", Account::PassedDown),
        ("vired_in", Account::ViredIn),
        ("vired_out", Account::ViredOut),
        ("rolled_in", Account::RolledIn),
        ("re_provided", Account::ReProvided),
        ("rolled_out", Account::RolledOut),
        ("lapsed", Account::Lapsed),
        ("reverted", Account::Reverted),
        ("deficit_met", Account::DeficitMet),
        ("first_call", Account::FirstCall),
        ("available", Account::Available),
        ("earmarked", Account::Earmarked),
        ("held", Account::Held),
        ("committed", Account::Committed),
        ("invoiced", Account::Invoiced),
        ("accrued", Account::Accrued),
        ("prepaid", Account::Prepaid),
        ("release_given", Account::ReleaseGiven),
        ("released", Account::Released),
    ];
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_account_has_its_word_in_order() {
        assert_eq!(Account::WORDS.len(), Account::COUNT);
        for (place, (_, account)) in Account::WORDS.iter().enumerate() {
            assert_eq!(account.place(), place);
        }
    }
}
