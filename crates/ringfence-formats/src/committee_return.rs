//! What a board answers to a committee, as HTML.

use ringfence::view::CommitteeReturn;

use crate::Table;
use crate::markup::escaped;

/// A board's answers as a piece of HTML, to stand in a page or a notebook: each under its question,
/// as a table. Whatever a source says stays words: nothing in it becomes markup.
///
/// ```
/// use ringfence::view::CommitteeReturn;
/// use ringfence_formats::committee_return_html;
///
/// let none = CommitteeReturn { title: "North & South".into(), answers: Vec::new() };
/// assert_eq!(committee_return_html(&none), "<section>\n<h3>North &amp; South</h3>\n</section>\n");
/// ```
pub fn committee_return_html(of: &CommitteeReturn) -> String {
    let tables = of.answers.iter().map(|it| Table::from(it).to_html());
    let (title, tables) = (escaped(&of.title), tables.collect::<String>());
    format!("<section>\n<h3>{title}</h3>\n{tables}</section>\n")
}
