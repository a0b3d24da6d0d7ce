//! Helping people who mistype: the nearest of the words that would have worked.

/// The word nearest to what was written, where one is near: at most a third of it differs.
///
/// ```
/// assert_eq!(ringfence::word::nearest("purpse", ["stream", "purpose"]), Some("purpose"));
/// assert_eq!(ringfence::word::nearest("zebra", ["stream", "purpose"]), None);
/// ```
pub fn nearest<'a>(found: &str, words: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let near = |word: &'a str| (distance(found, word), word);
    let best = words.into_iter().map(near).min()?;
    let bound = found
        .chars()
        .count()
        .max(best.1.chars().count())
        .div_ceil(3);
    (best.0 <= bound).then_some(best.1)
}

/// The words that would work, as a sentence's end: `block or track`.
pub fn one_of(words: &[&str]) -> String {
    match words {
        [] => "nothing".to_owned(),
        [only] => (*only).to_owned(),
        [most @ .., last] => format!("{} or {last}", most.join(", ")),
    }
}

/// How many letters must change to make one word the other.
fn distance(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.chars().take(64).collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (above, letter) in one.chars().take(64).enumerate() {
        let mut corner = above;
        row[0] = above + 1;
        for (place, against) in other.iter().enumerate() {
            let changed = corner + usize::from(letter != *against);
            corner = row[place + 1];
            row[place + 1] = changed.min(corner + 1).min(row[place] + 1);
        }
    }
    row[other.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_word_is_near() {
        assert_eq!(
            nearest("north-pows", ["south-powys", "north-powys"]),
            Some("north-powys")
        );
        assert_eq!(nearest("x", ["cluster"]), None);
        assert_eq!(nearest("x", []), None);
        assert_eq!(distance("", "abc"), 3);
        assert_eq!(
            one_of(&["block", "advise", "track"]),
            "block, advise or track"
        );
    }
}
