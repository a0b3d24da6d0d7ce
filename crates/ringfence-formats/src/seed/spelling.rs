//! Sums, years and days as others write them, made plain where that is declared.

use chrono::NaiveDate;

use super::written::{Declared, Written};

/// What comes of a text that is not plain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Spelt {
    /// It is plain, or of no known way of writing: as it stands.
    AsItStands,
    /// It is declared, and this is what it means.
    Plain(String),
    /// It could be read if all of these were declared; of the last two alternatives, one.
    Needs(Vec<Written>),
}

/// A number.
pub(super) fn number(text: &str, declared: &Declared) -> Spelt {
    let is_plain = |byte: u8| byte.is_ascii_digit() || byte == b'.' || byte == b'-';
    let text = text.trim();
    if text.bytes().all(is_plain) && !text.ends_with('-') {
        return Spelt::AsItStands;
    }
    if ["-", "–", "—", "−"].contains(&text) {
        return needing(vec![Written::DashNil], declared, || "0".to_owned());
    }
    let Some(parts) = Parts::of(text) else {
        return Spelt::AsItStands;
    };
    let mut needs: Vec<Written> = parts.needs.clone();
    let mut is_minus = parts.is_minus;
    if let Some(side) = parts.side {
        let other = match side {
            Written::CrMinus => Written::DrMinus,
            _ => Written::CrMinus,
        };
        match (declared.contains(&side), declared.contains(&other)) {
            // Declared to mean both, it means neither.
            (true, true) => return Spelt::AsItStands,
            (true, false) => is_minus = true,
            (false, true) => {}
            (false, false) => needs.extend([Written::CrMinus, Written::DrMinus]),
        }
    }
    let sign = if is_minus { "-" } else { "" };
    needing(needs, declared, || format!("{sign}{}", parts.digits))
}

fn needing(needs: Vec<Written>, declared: &Declared, plain: impl Fn() -> String) -> Spelt {
    match needs.iter().all(|need| declared.contains(need)) {
        true => Spelt::Plain(plain()),
        false => Spelt::Needs(
            needs
                .into_iter()
                .filter(|it| !declared.contains(it))
                .collect(),
        ),
    }
}

/// What a number is written with.
struct Parts {
    digits: String,
    is_minus: bool,
    side: Option<Written>,
    needs: Vec<Written>,
}

impl Parts {
    /// Takes off what stands around the digits; nothing where something else is left.
    fn of(text: &str) -> Option<Parts> {
        let (mut needs, mut minuses) = (Vec::new(), 0);
        let (mut rest, side) = without_side(text);
        if let Some(inner) = rest.strip_suffix('-') {
            needs.push(Written::TrailingMinus);
            (rest, minuses) = (inner.trim_end(), minuses + 1);
        }
        let mut is_pounds = false;
        loop {
            if let Some(inner) = rest.strip_prefix('(').and_then(|it| it.strip_suffix(')')) {
                needs.push(Written::BracketsMinus);
                (rest, minuses) = (inner.trim(), minuses + 1);
            } else if let Some(inner) = rest.strip_prefix(['-', '−']) {
                (rest, minuses) = (inner.trim_start(), minuses + 1);
            } else if let Some(inner) = rest.strip_prefix('£').filter(|_| !is_pounds) {
                (rest, is_pounds) = (inner.trim_start(), true);
            } else {
                break;
            }
        }
        let digits = rest.replace(',', "");
        if is_pounds || digits != rest {
            needs.push(Written::Thousands);
        }
        let is_one = minuses <= 1 && (side.is_none() || minuses == 0);
        (is_one && are_digits(&digits) && are_grouped(rest)).then_some(Parts {
            digits,
            is_minus: minuses == 1,
            side,
            needs,
        })
    }
}

/// What a ledger writes behind a sum to say on which side it stands.
fn without_side(text: &str) -> (&str, Option<Written>) {
    let cut = |word: &str| {
        let at = text.len().checked_sub(word.len())?;
        let end = text.get(at..)?;
        end.eq_ignore_ascii_case(word)
            .then(|| text[..at].trim_end())
    };
    match (cut("CR"), cut("DR")) {
        (Some(rest), _) => (rest, Some(Written::CrMinus)),
        (_, Some(rest)) => (rest, Some(Written::DrMinus)),
        _ => (text, None),
    }
}

fn are_digits(text: &str) -> bool {
    let (wholes, places) = text.split_once('.').unwrap_or((text, "0"));
    [wholes, places]
        .iter()
        .all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()))
}

/// Whether commas part thousands, each group of three.
fn are_grouped(text: &str) -> bool {
    let wholes = text.split('.').next().unwrap_or_default();
    let mut groups = wholes.split(',');
    let first = groups.next().unwrap_or_default().len();
    let mut rest = groups.peekable();
    (rest.peek().is_none() || (1..=3).contains(&first))
        && rest.all(|group| group.len() == 3)
        && !text.split('.').nth(1).unwrap_or_default().contains(',')
}

/// A financial year.
pub(super) fn year(text: &str, declared: &Declared) -> Spelt {
    let text = text.trim();
    let (is_fy, rest) = match text.get(..2) {
        Some(fy) if fy.eq_ignore_ascii_case("fy") => (true, text[2..].trim_start()),
        _ => (false, text),
    };
    let parted = rest.split_once(['/', '–', '—', '‑']);
    let parted = parted.or_else(|| rest.split_once('-').filter(|(_, end)| end.len() == 4));
    let (first, needs) = match (parted, digits(rest)) {
        (Some((first, second)), _) => {
            let first = full_year(first.trim());
            let follows = first.filter(|it| follows(*it, second.trim()));
            (follows, Written::YearSlash)
        }
        (None, Some(_)) if is_fy => {
            let last = full_year(rest);
            (last.and_then(|it| it.checked_sub(1)), Written::YearEnding)
        }
        (None, Some(_)) if rest.len() == 4 => {
            let first = full_year(&rest[..2]);
            let follows = first.filter(|it| follows(*it, &rest[2..]));
            (follows, Written::YearShort)
        }
        _ => (None, Written::YearSlash),
    };
    match first {
        Some(first) => needing(vec![needs], declared, || {
            format!("{first}-{:02}", (first + 1) % 100)
        }),
        None => Spelt::AsItStands,
    }
}

fn digits(text: &str) -> Option<u32> {
    let all = text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|_| all)
}

/// `2016`, or `16` of this century.
fn full_year(text: &str) -> Option<u32> {
    match text.len() {
        2 => Some(2000 + digits(text)?),
        4 => digits(text),
        _ => None,
    }
}

fn follows(first: u32, second: &str) -> bool {
    match second.len() {
        2 => digits(second) == Some((first + 1) % 100),
        4 => digits(second) == Some(first + 1),
        _ => false,
    }
}

/// A day.
pub(super) fn day(text: &str, declared: &Declared) -> Spelt {
    let parts: Vec<&str> = text.trim().split('/').collect();
    let [day, month, year] = parts[..] else {
        return Spelt::AsItStands;
    };
    let lengths = (1..=2).contains(&day.len()) && (1..=2).contains(&month.len());
    let read = digits(day).zip(digits(month)).zip(digits(year));
    let read = read.filter(|_| lengths && year.len() == 4);
    let exists = read.and_then(|((day, month), year)| {
        NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)
    });
    match exists {
        Some(day) => needing(vec![Written::DayFirst], declared, || day.to_string()),
        None => Spelt::AsItStands,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Written::{
        BracketsMinus, CrMinus, DashNil, DayFirst, DrMinus, Thousands, TrailingMinus, YearEnding,
        YearShort, YearSlash,
    };

    fn all_but(left_out: &[Written]) -> Declared {
        let all = Written::WORDS.into_iter().map(|(_, written, _)| written);
        all.filter(|it| !left_out.contains(it)).collect()
    }

    #[track_caller]
    fn is(spelt: Spelt, plain: &str) {
        assert_eq!(spelt, Spelt::Plain(plain.to_owned()));
    }

    #[test]
    fn a_sum_is_made_plain_where_its_way_of_writing_is_declared() {
        let cr = all_but(&[DrMinus]);
        is(number("£1,234.10", &cr), "1234.10");
        is(number(" £ 1,234,567 ", &cr), "1234567");
        is(number("(500.00)", &cr), "-500.00");
        is(number("(£1,500.00)", &cr), "-1500.00");
        is(number("£(500)", &cr), "-500");
        is(number("500.00-", &cr), "-500.00");
        is(number("-£5", &cr), "-5");
        is(number("500.00 CR", &cr), "-500.00");
        is(number("1,500.00dr", &cr), "1500.00");
        is(number("500.00 CR", &all_but(&[CrMinus])), "500.00");
        is(number("500.00 DR", &all_but(&[CrMinus])), "-500.00");
        is(number("-", &cr), "0");
        is(number("\u{2013}", &cr), "0");
    }

    #[test]
    fn a_sum_whose_way_of_writing_is_not_declared_says_what_would_be_needed() {
        let none = Declared::new();
        let needs = |text: &str, all: &[Written]| {
            assert_eq!(number(text, &none), Spelt::Needs(all.to_vec()), "{text}");
        };
        needs("£1,234.10", &[Thousands]);
        needs("(£500.00)", &[BracketsMinus, Thousands]);
        needs("500.00-", &[TrailingMinus]);
        needs("500.00 CR", &[CrMinus, DrMinus]);
        needs("-", &[DashNil]);
        let brackets = Declared::from([BracketsMinus]);
        assert_eq!(number("(£5)", &brackets), Spelt::Needs(vec![Thousands]));
    }

    #[test]
    fn what_is_no_number_in_any_way_of_writing_is_left_as_it_stands() {
        let all = all_but(&[DrMinus]);
        for text in [
            "1234.50",
            "-5",
            "",
            "n/a",
            "1,23",
            "12,34,567",
            ",5",
            "1,234.5,6",
            "(-5)",
            "((5))",
            "--5",
            "(5-)",
            "-5 CR",
            "£",
            "££5",
            "CR",
            "1.2.3",
            "1e5",
            "5%",
            "1,0000",
            "1234,567",
        ] {
            assert_eq!(number(text, &all), Spelt::AsItStands, "{text:?}");
        }
    }

    #[test]
    fn a_year_is_one_year_in_each_way_of_writing() {
        let all = all_but(&[]);
        for text in [
            "2016/17",
            "2016–17",
            "2016/2017",
            "16/17",
            "1617",
            "FY17",
            "fy 2017",
        ] {
            is(year(text, &all), "2016-17");
        }
        is(year("2016-2017", &all), "2016-17");
        is(year("FY16/17", &all), "2016-17");
        is(year("1999/00", &all), "1999-00");
        for text in [
            "2016-17", "2016/18", "1618", "2016", "FY", "FY1", "17", "sixteen", "é16",
        ] {
            assert_eq!(year(text, &all), Spelt::AsItStands, "{text:?}");
        }
        let none = Declared::new();
        assert_eq!(year("2016/17", &none), Spelt::Needs(vec![YearSlash]));
        assert_eq!(year("FY17", &none), Spelt::Needs(vec![YearEnding]));
        assert_eq!(year("1617", &none), Spelt::Needs(vec![YearShort]));
    }

    #[test]
    fn a_day_that_stands_before_its_month_is_read_where_that_is_declared() {
        let all = all_but(&[]);
        is(day("05/04/2016", &all), "2016-04-05");
        is(day("5/4/2016", &all), "2016-04-05");
        for text in [
            "2016-04-05",
            "31/04/2016",
            "04/13/2016",
            "05/04/16",
            "5/4",
            "a/b/cccc",
        ] {
            assert_eq!(day(text, &all), Spelt::AsItStands, "{text:?}");
        }
        assert_eq!(
            day("05/04/2016", &Declared::new()),
            Spelt::Needs(vec![DayFirst])
        );
    }
}
