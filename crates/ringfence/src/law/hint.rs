//! What people write, and what they mean by it: the messages of faults name it.

use chrono::{Datelike, NaiveDate};

use crate::word::{FinancialYear, Money};

/// What is expected in place of something, and the nearest that would work.
pub(super) struct Hint {
    pub(super) expected: String,
    pub(super) nearest: Option<String>,
}

/// Words of the field and of other languages, and ours. They count only where ours would work.
const MEANT: [(&str, &[&str]); 53] = [
    ("in_force_from", &["since", "from", "start", "effective"]),
    ("in_force_until", &["until", "end", "expires"]),
    ("cite", &["source", "citation", "reference", "authority"]),
    ("when", &["if", "where", "condition"]),
    ("outcome", &["then", "result", "action", "answer"]),
    ("label", &["name", "id"]),
    ("title", &["name", "description"]),
    ("streams", &["stream", "fund", "funds"]),
    ("to", &["receiver", "recipient"]),
    ("amount", &["sum", "share", "limit", "cap"]),
    ("up_to", &["limit", "threshold", "amount"]),
    ("exception", &["unless", "except"]),
    ("of", &["percent", "percentage", "share", "rate"]),
    ("least", &["min", "minimum", "lesser", "lower"]),
    ("greatest", &["max", "maximum", "greater", "higher"]),
    ("otherwise", &["else", "default"]),
    ("is", &["=", "==", "equals", "eq"]),
    ("is_not", &["!=", "<>", "ne"]),
    ("above", &[">", "gt", "more_than", "greater_than", "over"]),
    ("at_least", &[">=", "gte", "ge", "from", "min"]),
    ("below", &["<", "lt", "less_than", "under"]),
    ("at_most", &["<=", "lte", "le", "up_to", "max"]),
    ("one_of", &["in", "any_of"]),
    ("none_of", &["not_in"]),
    ("all", &["and", "all_of"]),
    ("any", &["or", "any_of", "all", "every", "each"]),
    (
        "roll_over",
        &["carry_forward", "carry_over", "keep", "retain"],
    ),
    (
        "revert",
        &["return", "repay", "surrender", "clawback", "give_back"],
    ),
    ("lapse", &["expire", "forfeit", "lose"]),
    ("refuse", &["deny", "reject", "block", "forbid"]),
    ("allow", &["permit", "accept"]),
    ("advise", &["warn"]),
    ("remove", &["delete", "drop", "repeal", "end"]),
    ("replace", &["change", "amend", "update"]),
    ("add", &["insert", "new"]),
    ("flag", &["bool", "boolean"]),
    ("text", &["string", "str"]),
    ("whole", &["int", "integer", "number"]),
    ("money", &["sum", "amount", "pounds"]),
    ("date", &["day"]),
    ("commitment", &["order", "purchase_order"]),
    ("commit", &["order", "purchase_order"]),
    ("vire", &["transfer", "virement"]),
    ("spend", &["pay", "payment", "invoice"]),
    ("down", &["floor", "truncate"]),
    ("up", &["ceil", "ceiling"]),
    ("half_up", &["nearest", "half", "commercial"]),
    ("half_even", &["bankers", "banker"]),
    ("pro_rata", &["proportional", "proportionally"]),
    ("first_come", &["fifo", "first_in"]),
    ("recurrent", &["recurring", "permanent"]),
    ("non-recurrent", &["one_off", "once"]),
    ("accountable", &["board", "health_board"]),
];

/// The one of the words that is meant: by what it is called elsewhere, else the nearest, else the
/// longest that stands whole in what was written.
pub(super) fn meant<'w>(found: &str, words: impl IntoIterator<Item = &'w str>) -> Option<&'w str> {
    let words: Vec<&str> = words.into_iter().collect();
    let found = found.to_ascii_lowercase().replace(['-', ' '], "_");
    let elsewhere = MEANT
        .iter()
        .filter(|(_, others)| others.contains(&found.as_str()))
        .find_map(|(ours, _)| words.iter().copied().find(|word| word == ours));
    let inside = format!("_{found}_");
    let stands_in = |word: &&&str| inside.contains(&format!("_{word}_"));
    let whole = words.iter().filter(stands_in);
    let longest = whole.max_by_key(|word| word.len()).copied();
    elsewhere
        .or_else(|| crate::word::nearest(&found, words.iter().copied()))
        .or(longest)
}

/// The one of the facts that is meant: the nearest, else the first whose last word this is.
pub(super) fn meant_fact<'w>(found: &str, names: &[&'w str]) -> Option<&'w str> {
    let near = crate::word::nearest(found, names.iter().copied());
    let last = found.rsplit('.').next().unwrap_or(found);
    let of_last = |name: &&&str| name.split_once('.').is_some_and(|(_, of)| of == last);
    near.or_else(|| names.iter().find(of_last).copied())
}

/// What to write for a sum.
pub(super) fn sum(text: &str) -> Hint {
    let usual = "a sum in pounds such as \"1234.50\"";
    let plain = text.replace(['£', ',', ' '], "");
    let share = |of: &str| {
        format!("{usual}; a share is an amount such as {{ of = {of}, in = 100, round = \"down\" }}")
    };
    match plain.strip_suffix('%') {
        Some(rate) if rate.parse::<u32>().is_ok() => Hint::of(share(rate)),
        Some(_) => Hint::of(share("5")),
        None if plain != text && plain.parse::<Money>().is_ok() => Hint {
            expected: "a sum in pounds without sign and commas".to_owned(),
            nearest: Some(plain),
        },
        None => Hint::of(usual.to_owned()),
    }
}

/// What to write for a share that stands as a decimal number in place of a sum.
pub(super) const SHARE: &str = "a sum in pounds such as \"1234.50\"; a share is an amount such as \
                                { of = 5, in = 100, round = \"down\" }";

/// What to write for a day.
pub(super) fn day(text: &str) -> Hint {
    if let Ok(year) = text.parse::<FinancialYear>() {
        let first = year.first_calendar_year();
        return Hint::of(format!("a day such as {first}-04-01"));
    }
    let british = ["%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y", "%d %B %Y"];
    let read = |form: &&str| NaiveDate::parse_from_str(text, form).ok();
    Hint {
        expected: "a day such as 2017-03-31".to_owned(),
        nearest: british.iter().find_map(read).map(|day| day.to_string()),
    }
}

/// That day of each year, where a text says one, as a value writes it.
pub(super) fn day_of_year(text: &str) -> Option<String> {
    let read = |form| NaiveDate::parse_from_str(&format!("{text} 2000"), form).ok();
    let day = ["%d %B %Y", "%B %d %Y"].into_iter().find_map(read)?;
    let (month, day) = (day.month(), day.day());
    Some(format!("{{ month = {month}, day = {day} }}"))
}

/// Whether a text has the form of a day, though there is none.
pub(super) fn is_no_day(text: &str) -> bool {
    let digits =
        |part: &str, count| part.len() == count && part.bytes().all(|it| it.is_ascii_digit());
    let parts: Vec<&str> = text.split('-').collect();
    let [year, month, day] = parts.as_slice() else {
        return false;
    };
    digits(year, 4) && digits(month, 2) && digits(day, 2) && text.parse::<NaiveDate>().is_err()
}

/// What is to be said of a key that people miss, where it is unknown.
pub(super) fn key(found: &str, known: &[&str]) -> Option<&'static str> {
    match found {
        "available_until" if known.contains(&"available_from") => Some(
            "no last day: what is rolled over may be used until the next year ends; what becomes \
             of it then, a clause on line.hops says",
        ),
        "amount" if known.contains(&"outcome") && !known.contains(&"up_to") => Some(
            "no amount: the base case takes all that is left; a part of an item is taken by an \
             [[rule.exception]]",
        ),
        "by" if known.contains(&"recorded_by") => Some(
            "no by: who said it is what is read here; what one person said last is read as \
             { fact = …, by = … }, its day as { recorded_on = …, by = … }",
        ),
        _ => None,
    }
}

impl Hint {
    fn of(expected: String) -> Hint {
        Hint {
            expected,
            nearest: None,
        }
    }
}

/// What to write in place of a line that is no TOML.
pub(super) fn toml(line: &str, says: &str) -> &'static str {
    if line.contains(['“', '”', '„', '‘', '’']) {
        return "straight quotation marks, such as outcome = \"lapse\"";
    }
    if says.contains("duplicate key") {
        return "each key once: another value or exception begins with [[…]] of its own";
    }
    if says.contains("escape") {
        return "a text with \\ in single quotation marks, such as 'C:\\rules'";
    }
    if says.contains("date") {
        return "a day that exists, such as 2017-03-31";
    }
    "lines such as in_force_from = 2016-04-01 or outcome = \"lapse\""
}
