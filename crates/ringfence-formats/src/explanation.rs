//! An explanation as HTML.

use ringfence::law::{Explained, Passage, PassageLine};

use crate::markup::escaped;

const LEFT: &str = "style=\"text-align: left; font-weight: normal\"";
const RIGHT: &str = "style=\"text-align: right\"";

/// The reasons of an answer as a piece of HTML, to stand in a page or a notebook: all that its
/// text says, the sums as a table that adds up, and each source a link where the book says where
/// it can be read. Whatever a book or a fact says stays words: nothing in it becomes markup.
///
/// ```
/// use ringfence::law::{FactName, Facts, RuleBook};
/// use ringfence::word::Money;
/// use ringfence_formats::explanation_html;
///
/// let mut facts = Facts::new();
/// facts.set(FactName::ItemAmount, Money::new(6_800_000), &[7])?;
/// facts.set(FactName::StreamId, "cluster", &[])?;
/// let day = "2017-03-31".parse()?;
/// let html = explanation_html(&RuleBook::preset("wales-2016")?.roll_over(&facts, day));
/// assert!(html.contains("<h3>£68,000.00 lapses.</h3>"));
/// assert!(html.contains("<caption>Arithmetic</caption>"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn explanation_html<T>(why: &Explained<T>) -> String {
    let (answer, under) = (escaped(&why.answer), escaped(&why.under()));
    let hash = why.book_hash;
    let mut out = format!("<section>\n<h3>{answer}</h3>\n");
    out += &format!("<p>{under} Hash of the book: <code>{hash}</code></p>\n");
    for passage in why.passages() {
        let sums = passage.lines.iter().any(|line| line.sum.is_some());
        out += &match sums {
            true => table(&passage),
            false => format!("<h4>{}</h4>\n{}", passage.heading, list(&passage.lines)),
        };
    }
    out + "</section>\n"
}

/// Lines as a list, and what belongs to a line as a list in it.
fn list(lines: &[PassageLine]) -> String {
    if lines.is_empty() {
        return String::new();
    }
    let items = families(lines).map(|(line, below)| {
        let gap = if below.is_empty() { "" } else { "\n" };
        format!("<li>{}{gap}{}</li>\n", words(line), list(below))
    });
    format!("<ul>\n{}</ul>\n", items.collect::<String>())
}

/// Sums as a table whose last row is what the others come to.
fn table(passage: &Passage) -> String {
    let rows: Vec<String> = families(&passage.lines).map(row).collect();
    let (total, steps) = rows
        .split_last()
        .map_or(("", &rows[..]), |(last, steps)| (last, steps));
    let head = format!("<th scope=\"col\" {LEFT}>what</th><th scope=\"col\" {RIGHT}>sum</th>");
    let mut out = format!("<table>\n<caption>{}</caption>\n", passage.heading);
    out += &format!("<thead><tr>{head}</tr></thead>\n");
    if !steps.is_empty() {
        out += &format!("<tbody>\n{}</tbody>\n", steps.concat());
    }
    out + &format!("<tfoot>\n{total}</tfoot>\n</table>\n")
}

fn row((line, below): (&PassageLine, &[PassageLine])) -> String {
    let sum = line.sum.map_or(String::new(), |sum| sum.in_words());
    let (words, below) = (words(line), list(below));
    format!("<tr><th scope=\"row\" {LEFT}>{words}{below}</th><td {RIGHT}>{sum}</td></tr>\n")
}

/// Each line that stands furthest out, with those that belong to it.
fn families(lines: &[PassageLine]) -> impl Iterator<Item = (&PassageLine, &[PassageLine])> {
    let mut rest = lines;
    std::iter::from_fn(move || {
        let (first, after) = rest.split_first()?;
        let below = after.iter().take_while(|line| line.depth > first.depth);
        let (below, others) = after.split_at(below.count());
        rest = others;
        Some((first, below))
    })
}

/// A line's words; a link where they can be read on the web, and never one that runs anything.
fn words(line: &PassageLine) -> String {
    let text = escaped(&line.text);
    let on_the_web = |url: &&String| url.starts_with("https://") || url.starts_with("http://");
    match line.url.as_ref().filter(on_the_web) {
        Some(url) => format!("<a href=\"{}\">{text}</a>", escaped(url)),
        None => text,
    }
}

#[cfg(test)]
mod tests {
    use ringfence::law::{FactName, Facts, RuleBook};
    use ringfence::word::Money;

    use super::*;

    fn told(cite: &str) -> String {
        let book = format!(
            r#"
            [book]
            id = "tags"
            title = "Tags"
            [[rule]]
            id = "keep"
            question = "roll_over"
            streams = "any"
            [[rule.value]]
            in_force_from = 2024-04-01
            outcome = "lapse"
            cite = {{ {cite} }}
            "#
        );
        let mut facts = Facts::new();
        let set = facts.set(FactName::ItemAmount, Money::new(100), &[]);
        set.expect("a sum");
        let book = RuleBook::read(&book).expect("the book is well formed");
        let day = "2025-03-31".parse().expect("a day");
        explanation_html(&book.roll_over(&facts, day))
    }

    #[test]
    fn nothing_that_a_book_says_becomes_markup() {
        let html = told(
            r#"instrument = "<script>alert('x' & 1)</script>", clause = "1",
               url = "https://a.example/\"><b>""#
                .replace('\n', " ")
                .as_str(),
        );
        let link = "<a href=\"https://a.example/&quot;&gt;&lt;b&gt;\">";
        let words = "&lt;script&gt;alert(&#39;x&#39; &amp; 1)&lt;/script&gt;, 1</a>";
        assert!(html.contains(&format!("{link}{words}")), "{html}");
        assert!(!html.contains("<script") && !html.contains("<b>"), "{html}");
    }

    #[test]
    fn an_address_that_is_not_of_the_web_is_no_link() {
        let of = |url: &str| {
            told(&format!(
                "instrument = \"Letter\", clause = \"1\", url = \"{url}\""
            ))
        };
        assert!(of("http://a.example").contains("<a href=\"http://a.example\">Letter, 1</a>"));
        assert!(!of("javascript:alert(1)").contains("<a"));
        assert!(of("javascript:alert(1)").contains("<li>Letter, 1</li>"));
    }
}
