//! The books and reforms that come with the library, one for each file of `seeds/rules`.
//! Generated; `make bless` records it anew.

use super::preset::Preset;

pub(super) const BOOKS: &[Preset] = &[
    Preset {
        name: "x2-three-per-cent",
        place: "australia",
        title: "Australian Capital Territory, 1993: three per cent of running costs is kept",
        text: include_str!("../../presets/australia/x2-three-per-cent.toml"),
    },
    Preset {
        name: "e1-use-it-or-lose-it",
        place: "england",
        title: "England: unclaimed money for additional roles is lost",
        text: include_str!("../../presets/england/e1-use-it-or-lose-it.toml"),
    },
    Preset {
        name: "e7-public-health-reserve",
        place: "england",
        title: "England, 2021-22: unspent public health grant is kept for public health",
        text: include_str!("../../presets/england/e7-public-health-reserve.toml"),
    },
    Preset {
        name: "e8-rab",
        place: "england",
        title: "England, to 2006-07: under- and over-spends come to the next allocation",
        text: include_str!("../../presets/england/e8-rab.toml"),
    },
    Preset {
        name: "kuali-a",
        place: "kuali",
        title: "Kuali, reversion code A: all is carried forward, over-spends too",
        text: include_str!("../../presets/kuali/kuali-a.toml"),
    },
    Preset {
        name: "kuali-c1",
        place: "kuali",
        title: "Kuali, reversion code C1: what is left and what is ordered is carried forward, over-spends are not",
        text: include_str!("../../presets/kuali/kuali-c1.toml"),
    },
    Preset {
        name: "kuali-c2",
        place: "kuali",
        title: "Kuali, reversion code C2: what is left is carried forward and over-spends are not; orders are not provided for",
        text: include_str!("../../presets/kuali/kuali-c2.toml"),
    },
    Preset {
        name: "kuali-n1",
        place: "kuali",
        title: "Kuali, reversion code N1: what is ordered and over-spends are carried forward, what is left is not",
        text: include_str!("../../presets/kuali/kuali-n1.toml"),
    },
    Preset {
        name: "kuali-n2",
        place: "kuali",
        title: "Kuali, reversion code N2: over-spends are carried forward, what is left is not; orders are not provided for",
        text: include_str!("../../presets/kuali/kuali-n2.toml"),
    },
    Preset {
        name: "kuali-r1",
        place: "kuali",
        title: "Kuali, reversion code R1: only what is ordered is carried forward",
        text: include_str!("../../presets/kuali/kuali-r1.toml"),
    },
    Preset {
        name: "kuali-r2",
        place: "kuali",
        title: "Kuali, reversion code R2: nothing is carried forward",
        text: include_str!("../../presets/kuali/kuali-r2.toml"),
    },
    Preset {
        name: "l1-overspend",
        place: "local",
        title: "Waverley: an over-spend above £1,000 is a first call on the next year",
        text: include_str!("../../presets/local/l1-overspend.toml"),
    },
    Preset {
        name: "l3-council-over-100000",
        place: "local",
        title: "South Lakeland, 2019-20: a request above £100,000 needs the full council",
        text: include_str!("../../presets/local/l3-council-over-100000.toml"),
    },
    Preset {
        name: "l4-one-off-projects",
        place: "local",
        title: "Vale of White Horse, 2007: unused provision for a one-off project is carried over",
        text: include_str!("../../presets/local/l4-one-off-projects.toml"),
    },
    Preset {
        name: "u1-expired-then-closed",
        place: "usa",
        title: "United States: expired money pays old obligations for five years, then is cancelled",
        text: include_str!("../../presets/usa/u1-expired-then-closed.toml"),
    },
    Preset {
        name: "bma-2017",
        place: "wales",
        title: "BMA Cymru Wales proposal, 2017: delayed projects keep their money",
        text: include_str!("../../presets/wales/bma-2017.toml"),
    },
    Preset {
        name: "committee-2017",
        place: "wales",
        title: "Three-year allocation, 2017: one sum, usable to the end of the third year",
        text: include_str!("../../presets/wales/committee-2017.toml"),
    },
    Preset {
        name: "w10-clean-start",
        place: "wales",
        title: "Wales, 1 April 2014: old deficits need not be repaid",
        text: include_str!("../../presets/wales/w10-clean-start.toml"),
    },
    Preset {
        name: "w14-wales-reserve",
        place: "wales",
        title: "Wales Reserve, 2020-21: what is above £350m goes back to the Treasury",
        text: include_str!("../../presets/wales/w14-wales-reserve.toml"),
    },
    Preset {
        name: "w15-non-barnett",
        place: "wales",
        title: "United Kingdom, 2025: ring-fenced money outside the block grant goes back",
        text: include_str!("../../presets/wales/w15-non-barnett.toml"),
    },
    Preset {
        name: "w4-recurrent-base",
        place: "wales",
        title: "Wales, 2017: the recurrent base is given again, spent or not",
        text: include_str!("../../presets/wales/w4-recurrent-base.toml"),
    },
    Preset {
        name: "w5-mainstreaming",
        place: "wales",
        title: "Wales, 2017: no cluster money stays behind a scheme that was mainstreamed or failed",
        text: include_str!("../../presets/wales/w5-mainstreaming.toml"),
    },
    Preset {
        name: "w9-agreed-surplus",
        place: "wales",
        title: "Wales, 2017-18: an agreed surplus is removed and given again",
        text: include_str!("../../presets/wales/w9-agreed-surplus.toml"),
    },
    Preset {
        name: "wales-2016",
        place: "wales",
        title: "Practice in Wales, 2015-17: unspent cluster money lapses",
        text: include_str!("../../presets/wales/wales-2016.toml"),
    },
];

pub(super) const REFORMS: &[Preset] = &[
    Preset {
        name: "bma-2017-attached",
        place: "wales",
        title: "BMA Cymru Wales proposal, 2017, read for all money attached to a project",
        text: include_str!("../../presets/wales/bma-2017-attached.toml"),
    },
];
