//! Amounts as general ledgers write them, and what their signs mean.

use ringfence::noun::Wording;
use ringfence::word::Money;

use crate::GridCell;

/// How an extract writes an amount below nought. It is declared, never guessed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Signs {
    /// `-500.00`.
    #[default]
    Minus,
    /// `(500.00)`.
    Brackets,
    /// `500.00-`.
    TrailingMinus,
    /// `500.00 CR`, and what is not is `500.00 DR`.
    CrDr,
}

impl Wording for Signs {
    const WORDS: &'static [(&'static str, Signs)] = &[
        ("minus", Signs::Minus),
        ("brackets", Signs::Brackets),
        ("trailing_minus", Signs::TrailingMinus),
        ("cr_dr", Signs::CrDr),
    ];
}

/// On which side of nought an extract writes a cost.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CostSide {
    /// A cost is above nought, what lessens it below.
    #[default]
    Positive,
    /// A cost is below nought, as where the ledger shows money that went out.
    Negative,
}

impl Wording for CostSide {
    const WORDS: &'static [(&'static str, CostSide)] = &[
        ("positive", CostSide::Positive),
        ("negative", CostSide::Negative),
    ];
}

impl Signs {
    /// What an amount would look like.
    fn expected(self) -> &'static str {
        match self {
            Signs::Minus => "pounds such as 1,234.50 or -1,234.50",
            Signs::Brackets => "pounds such as 1,234.50, or (1,234.50) below nought",
            Signs::TrailingMinus => "pounds such as 1,234.50, or 1,234.50- below nought",
            Signs::CrDr => "pounds such as 1,234.50 DR or 1,234.50 CR",
        }
    }

    /// An amount of a text, in its own sign.
    fn of_text(self, text: &str) -> Option<Money> {
        let text = text.trim();
        if matches!(text, "-" | "–" | "—") {
            return Some(Money::ZERO);
        }
        let (below, size) = match self {
            Signs::Minus => below_by(
                text.strip_prefix(['-', '−']).or_else(|| {
                    let inner = text.strip_prefix("£-").or_else(|| text.strip_prefix("£−"));
                    inner.filter(|it| !it.starts_with('£'))
                }),
                text,
            ),
            Signs::Brackets => {
                let inner = text.strip_prefix('(').and_then(|it| it.strip_suffix(')'));
                let pounds = text.strip_prefix("£(").and_then(|it| it.strip_suffix(')'));
                below_by(inner.or(pounds), text)
            }
            Signs::TrailingMinus => below_by(text.strip_suffix(['-', '−']), text),
            Signs::CrDr => {
                let upper = text.to_ascii_uppercase();
                let side = |word: &str| {
                    let before = upper.strip_prefix(word).map(str::len);
                    let rest = before.map(|length| &text[text.len() - length..]);
                    rest.or_else(|| Some(&text[..upper.strip_suffix(word)?.len()]))
                };
                match (side("CR"), side("DR")) {
                    (Some(rest), None) => (true, rest),
                    (None, Some(rest)) => (false, rest),
                    _ => {
                        let nought = plain(text)?;
                        return Some(nought).filter(|it| it.is_zero());
                    }
                }
            }
        };
        let size = plain(size.trim())?;
        Some(if below { size.negated() } else { size })
    }
}

fn below_by<'t>(inner: Option<&'t str>, whole: &'t str) -> (bool, &'t str) {
    inner.map_or((false, whole), |inner| (true, inner))
}

/// Pounds without a sign: digits, perhaps grouped by threes, perhaps a £ before them.
fn plain(text: &str) -> Option<Money> {
    let text = text.strip_prefix('£').unwrap_or(text).trim();
    let (whole, places) = text.split_once('.').unwrap_or((text, "0"));
    let mut groups = whole.split(',');
    let first = groups.next()?;
    let grouped = (1..=3).contains(&first.len()) && groups.clone().all(|group| group.len() == 3);
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|it| it.is_ascii_digit());
    let whole_digits = whole.replace(',', "");
    if (whole.contains(',') && !grouped) || !digits(&whole_digits) || !digits(places) {
        return None;
    }
    format!("{whole_digits}.{places}").parse().ok()
}

/// The amount of a cell in its own sign, or what would work.
pub(super) fn amount_in(cell: &GridCell, signs: Signs) -> Result<Money, &'static str> {
    let read = match cell {
        GridCell::Number(digits) => match digits.parse::<Money>() {
            Ok(sum) if signs == Signs::CrDr && !sum.is_zero() => None,
            sum => sum.ok(),
        },
        GridCell::Text(text) => signs.of_text(text),
        _ => None,
    };
    read.ok_or_else(|| signs.expected())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pence(text: &str, signs: Signs) -> Option<i64> {
        let cell = GridCell::Text(text.to_owned());
        amount_in(&cell, signs).ok().map(Money::pence)
    }

    #[test]
    fn each_way_to_write_a_sign_is_read_where_it_is_declared_and_only_there() {
        let ways = [
            (Signs::Minus, "-1,234.50"),
            (Signs::Brackets, "(1,234.50)"),
            (Signs::TrailingMinus, "1,234.50-"),
            (Signs::CrDr, "1,234.50 CR"),
        ];
        for (signs, text) in ways {
            for (declared, _) in ways {
                let read = (declared == signs).then_some(-123_450);
                assert_eq!(
                    pence(text, declared),
                    read,
                    "{text} where {declared:?} is declared"
                );
            }
        }
        assert_eq!(pence("£-5", Signs::Minus), Some(-500));
        assert_eq!(pence("-£5.1", Signs::Minus), Some(-510));
        assert_eq!(pence("£(5)", Signs::Brackets), Some(-500));
        assert_eq!(pence("(£5)", Signs::Brackets), Some(-500));
        assert_eq!(pence("5.00dr", Signs::CrDr), Some(500));
        assert_eq!(pence("CR 5", Signs::CrDr), Some(-500));
    }

    #[test]
    fn what_is_no_whole_number_of_pence_is_refused() {
        for text in [
            "", "n/a", "1.005", "1,23.00", "12,345,6", "1234,567", ",234", "5 5", "1e3", "--5",
            "£-£5",
        ] {
            assert_eq!(pence(text, Signs::Minus), None, "{text:?}");
        }
        assert_eq!(pence(" 1,234 ", Signs::Minus), Some(123_400));
        assert_eq!(pence("-", Signs::Minus), Some(0));
        assert_eq!(pence("–", Signs::CrDr), Some(0));
        // Without CR or DR nobody knows which it is; nought is nought.
        assert_eq!(pence("5.00", Signs::CrDr), None);
        assert_eq!(pence("0.00", Signs::CrDr), Some(0));
        assert_eq!(pence("5 CR DR", Signs::CrDr), None);
    }

    #[test]
    fn a_number_of_a_workbook_has_its_own_sign() {
        let number = |digits: &str, signs| {
            let cell = GridCell::Number(digits.to_owned());
            amount_in(&cell, signs).ok().map(Money::pence)
        };
        assert_eq!(number("-1234.5", Signs::Brackets), Some(-123_450));
        assert_eq!(number("0.3", Signs::Minus), Some(30));
        assert_eq!(number("33.333", Signs::Minus), None);
        assert_eq!(number("5", Signs::CrDr), None);
        assert!(amount_in(&GridCell::Flag(true), Signs::Minus).is_err());
    }
}
