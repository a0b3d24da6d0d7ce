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
        name: "e8-rab",
        place: "england",
        title: "England, to 2006-07: under- and over-spends come to the next allocation",
        text: include_str!("../../presets/england/e8-rab.toml"),
    },
    Preset {
        name: "l1-overspend",
        place: "local",
        title: "Waverley: an over-spend above £1,000 is a first call on the next year",
        text: include_str!("../../presets/local/l1-overspend.toml"),
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
        name: "w15-non-barnett",
        place: "wales",
        title: "United Kingdom, 2025: ring-fenced money outside the block grant goes back",
        text: include_str!("../../presets/wales/w15-non-barnett.toml"),
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

pub(super) const REFORMS: &[Preset] = &[Preset {
    name: "bma-2017-attached",
    place: "wales",
    title: "BMA Cymru Wales proposal, 2017, read for all money attached to a project",
    text: include_str!("../../presets/wales/bma-2017-attached.toml"),
}];
