//! Helping people who mistype: the nearest of the words that would have worked.

/// The word nearest to what was written, where one is near: at most a third of its letters differ,
/// to the nearest whole letter, and one always may. Two neighbours that changed places differ as
/// one letter does.
///
/// ```
/// assert_eq!(ringfence::word::nearest("purpse", ["stream", "purpose"]), Some("purpose"));
/// assert_eq!(ringfence::word::nearest("line", ["role", "name"]), None);
/// ```
pub fn nearest<'a>(found: &str, words: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let near = |word: &'a str| (distance(found, word), word);
    let best = words.into_iter().map(near).min()?;
    let longer = found.chars().count().max(best.1.chars().count());
    (best.0 <= ((longer + 1) / 3).max(1)).then_some(best.1)
}

/// The words that would work, as a sentence's end: `block or track`.
pub fn one_of(words: &[&str]) -> String {
    match words {
        [] => "nothing".to_owned(),
        [only] => (*only).to_owned(),
        [most @ .., last] => format!("{} or {last}", most.join(", ")),
    }
}

/// How many letters must change, or neighbours change places, to make one word the other.
fn distance(one: &str, other: &str) -> usize {
    let [one, other] = [one, other].map(|word| word.chars().take(64).collect::<Vec<char>>());
    let width = other.len() + 1;
    // `cost[above * width + place]`: from the first letters of the one to those of the other.
    let mut cost: Vec<usize> = (0..(one.len() + 1) * width)
        .map(|at| at / width + at % width)
        .collect();
    for above in 1..=one.len() {
        for place in 1..width {
            let at = above * width + place;
            let changed = usize::from(one[above - 1] != other[place - 1]);
            let each = [
                cost[at - width - 1] + changed,
                cost[at - width] + 1,
                cost[at - 1] + 1,
            ];
            let swapped = above > 1
                && place > 1
                && one[above - 1] == other[place - 2]
                && one[above - 2] == other[place - 1];
            let swap = swapped.then(|| cost[at - 2 * width - 2] + 1);
            cost[at] = each.into_iter().chain(swap).min().unwrap_or_default();
        }
    }
    cost[one.len() * width + other.len()]
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
        // Of four letters one may differ and not two; two that changed places are as one.
        assert_eq!(nearest("bode", ["body"]), Some("body"));
        assert_eq!(nearest("bdoy", ["body"]), Some("body"));
        assert_eq!(nearest("bold", ["body"]), None);
        // Of five letters two may, of six as well, and not three.
        assert_eq!(nearest("bored", ["board"]), Some("board"));
        assert_eq!(nearest("effekt", ["effect", "role"]), Some("effect"));
        assert_eq!(nearest("amonts", ["amount"]), Some("amount"));
        assert_eq!(nearest("colour", ["source", "role"]), None);
        assert_eq!(nearest("x", []), None);
        assert_eq!(distance("", "abc"), 3);
        assert_eq!(distance("ca", "abc"), 3);
        assert_eq!(distance("kitten", "sitting"), 3);
        assert_eq!(
            one_of(&["block", "advise", "track"]),
            "block, advise or track"
        );
    }
}
