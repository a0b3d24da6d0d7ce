//! Profiles from their fields.

use crate::journal::act::{Profile, ProfileOf};
use crate::journal::field::{A_YEAR, AN_ID, FieldReader, POUNDS};
use crate::word::{Money, MonthShape};

const A_SHAPE: &str = "weights, amounts, or a start and perhaps an end";

pub(super) fn profile(from: &mut FieldReader<'_>) -> Option<Profile> {
    let of = of(from);
    let shape = shape(from);
    Some(Profile {
        of: of?,
        shape: shape?,
    })
}

fn of(from: &mut FieldReader<'_>) -> Option<ProfileOf> {
    let Some(commitment) = from.id("commitment") else {
        for (name, expected) in [("stream", AN_ID), ("body", AN_ID), ("year", A_YEAR)] {
            if !from.is_given(name) {
                from.fault(name, "neither it nor a commitment", expected);
            }
        }
        let stream = from.id("stream");
        let body = from.id("body");
        let year = from.year("year");
        let vintage = from.year("vintage");
        let recurrence = from.word("recurrence");
        return Some(ProfileOf::Line {
            stream: stream?,
            body: body?,
            year: year?,
            vintage,
            recurrence,
        });
    };
    for line in ["stream", "body", "year", "vintage", "recurrence"] {
        if from.is_given(line) {
            from.fault(line, "it beside a commitment", "one of the two only");
        }
    }
    Some(ProfileOf::Commitment { commitment })
}

fn shape(from: &mut FieldReader<'_>) -> Option<MonthShape> {
    let end = from.date("end");
    let given = ["weights", "amounts", "start"].map(|name| from.is_given(name));
    match given.into_iter().filter(|given| *given).count() {
        0 => from.fault("weights", "no way in which it falls", A_SHAPE),
        1 if end.is_some() && !given[2] => from.fault("end", "it without a start", "a start, too"),
        1 => {}
        _ => from.fault("weights", "more than one way in which it falls", A_SHAPE),
    }
    let number = |text: &str| text.parse::<u32>().ok();
    if let Some(weights) = from.months("weights", "whole numbers", number) {
        return Some(MonthShape::Weights { weights });
    }
    let pounds = |text: &str| text.parse::<Money>().ok();
    if let Some(amounts) = from.months("amounts", POUNDS, pounds) {
        return Some(MonthShape::Amounts { amounts });
    }
    let start = from.date("start")?;
    Some(MonthShape::Term { start, end })
}
