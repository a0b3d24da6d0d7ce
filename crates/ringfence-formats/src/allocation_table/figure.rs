//! What one cell of a table says.

use ringfence::noun::{Stated, StatedUnit};
use ringfence::word::Money;

use super::heading::without_marks;
use super::layout::{AllocationLayout, Brackets};
use crate::{Broken, GridCell};

/// What one cell of a table says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Figure {
    /// Nothing.
    Blank,
    /// A sum, in the unit and with the places in which it stands there.
    Sum { amount: Money, stated: Stated },
    /// That the source records none, in its own words.
    Silent(String),
}

/// A figure and the marks of its footnotes.
pub(super) type Marked = (Figure, Vec<String>);

/// Reads a cell; where it cannot be read, what would work.
pub(super) fn figure_of(cell: &GridCell, layout: &AllocationLayout) -> Result<Marked, String> {
    let whole = match cell {
        GridCell::Blank => return Ok((Figure::Blank, Vec::new())),
        GridCell::Covered(_) => {
            return Err("a figure of its own in each cell: take merged cells apart".to_owned());
        }
        GridCell::Number(text) | GridCell::Text(text) => text.trim(),
        GridCell::Broken(Broken::Error(_)) => {
            return Err("a figure: mend the formula, and save the workbook".to_owned());
        }
        GridCell::Broken(Broken::NeverCalculated) => {
            return Err("its result: open the workbook in Excel, and save it".to_owned());
        }
        _ => return Err(wanted(layout.unit)),
    };
    if whole.is_empty() {
        return Ok((Figure::Blank, Vec::new()));
    }
    if layout.silent.iter().any(|word| word.trim() == whole) {
        return Ok((Figure::Silent(whole.to_owned()), Vec::new()));
    }
    let (text, marks) = without_marks(whole);
    let nought = matches!(text, "-" | "–" | "—" | "nil" | "Nil");
    let text = if nought { "0" } else { text };
    let (digits, is_negative) = signed(text, layout.brackets)?;
    let (whole, places) = plain(digits).ok_or_else(|| wanted(layout.unit))?;
    let stated = Stated {
        unit: layout.unit,
        places: u8::try_from(places.len()).map_err(|_| wanted(layout.unit))?,
    };
    let amount = in_pounds(&whole, places, layout.unit).ok_or_else(|| wanted(layout.unit))?;
    let amount = match is_negative {
        true => Money::ZERO.checked_sub(amount),
        false => Some(amount),
    };
    let amount = amount.ok_or_else(|| wanted(layout.unit))?;
    Ok((Figure::Sum { amount, stated }, marks))
}

/// A figure without its sign, and whether it is below nought.
fn signed(text: &str, brackets: Brackets) -> Result<(&str, bool), String> {
    let inside = text.strip_prefix('(').and_then(|it| it.strip_suffix(')'));
    match (inside, brackets) {
        (Some(inside), Brackets::Negative) => return Ok((inside.trim(), true)),
        (Some(_), Brackets::Refused) => {
            let wanted = "a figure without brackets; if these mean less than nought, say so: \
                          brackets is negative";
            return Err(wanted.to_owned());
        }
        (None, _) => {}
    }
    let minus = text.strip_prefix(['-', '−', '–']);
    Ok(minus.map_or((text, false), |text| (text.trim(), true)))
}

/// The digits before the point, and those after it; commas stand between threes or nowhere.
fn plain(text: &str) -> Option<(String, &str)> {
    let text = text.strip_prefix('£').unwrap_or(text).trim();
    let (whole, places) = text.split_once('.').unwrap_or((text, ""));
    let groups: Vec<&str> = whole.split(',').collect();
    let is_grouped = match &groups[..] {
        [_] => true,
        [first, rest @ ..] => {
            (1..=3).contains(&first.len()) && rest.iter().all(|group| group.len() == 3)
        }
        [] => false,
    };
    let whole = groups.concat();
    let are_digits = |text: &str| text.bytes().all(|it| it.is_ascii_digit());
    let is_plain = is_grouped && !whole.is_empty() && are_digits(&whole) && are_digits(places);
    is_plain.then_some((whole, places))
}

/// Digits in a unit as pounds, exactly; nothing where a part of a penny would be left.
fn in_pounds(whole: &str, places: &str, unit: StatedUnit) -> Option<Money> {
    let noughts = match unit {
        StatedUnit::Pounds => 0,
        StatedUnit::Thousands => 3,
        StatedUnit::Millions => 6,
    };
    let padded = format!("{places:0<noughts$}");
    let (more, rest) = padded.split_at(noughts);
    let pence = rest.trim_end_matches('0');
    let point = if pence.is_empty() { "" } else { "." };
    format!("{whole}{more}{point}{pence}").parse().ok()
}

fn wanted(unit: StatedUnit) -> String {
    let (unit, example) = match unit {
        StatedUnit::Pounds => ("pounds", "1,234.50"),
        StatedUnit::Thousands => ("£000", "1,234.5"),
        StatedUnit::Millions => ("£m", "1.234"),
    };
    format!(
        "a figure in {unit} such as {example}, to the penny at most; or name the word among those \
         that are silent"
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::allocation_table::Along;

    fn read(text: &str, unit: StatedUnit, brackets: Brackets) -> Result<Marked, String> {
        let mut layout = AllocationLayout::new(Along::Bodies, Along::Years, "cluster", unit);
        layout.brackets = brackets;
        layout.silent.push("not yet known".to_owned());
        figure_of(&GridCell::Text(text.to_owned()), &layout)
    }

    #[test]
    fn a_figure_is_read_in_its_unit_to_the_penny_or_refused() {
        let said = |text, unit| {
            read(text, unit, Brackets::Negative).map(|(figure, marks)| match figure {
                Figure::Sum { amount, stated } => {
                    format!("{amount} {} {}", stated.places, marks.concat())
                }
                other => format!("{other:?}"),
            })
        };
        use StatedUnit::{Millions, Pounds, Thousands};
        for (text, unit, wanted) in [
            ("453", Thousands, "453000.00 0 "),
            ("£1,234.5*", Thousands, "1234500.00 1 *"),
            ("1234.50", Pounds, "1234.50 2 "),
            ("9.547", Millions, "9547000.00 3 "),
            ("0.00000001", Millions, "0.01 8 "),
            ("(500)", Thousands, "-500000.00 0 "),
            ("−500", Thousands, "-500000.00 0 "),
            ("-", Thousands, "0.00 0 "),
            ("1.1000", Pounds, "1.10 4 "),
            ("", Pounds, "Blank"),
            ("not yet known", Pounds, "Silent(\"not yet known\")"),
        ] {
            assert_eq!(said(text, unit).as_deref(), Ok(wanted), "{text}");
        }
        for (text, unit) in [
            ("1.001", Pounds),
            ("0.000001", Thousands),
            ("1,23", Pounds),
            (",234", Pounds),
            ("1,2345", Pounds),
            ("453k", Pounds),
            ("n/a", Pounds),
            ("500-", Pounds),
            ("1e5", Pounds),
            (".", Pounds),
            ("--5", Pounds),
            ("99999999999999999999", Pounds),
        ] {
            assert!(said(text, unit).is_err(), "{text}");
        }
        assert!(read("(5)", Pounds, Brackets::Refused).is_err());
    }
}
