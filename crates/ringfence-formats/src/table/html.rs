//! A table as HTML.

use super::{Align, Table};
use crate::markup::escaped;

impl Table {
    /// The table as a piece of HTML, to stand in a page or a notebook: the title as its caption,
    /// figures to the right, the notes beneath. Whatever a cell says stays words: nothing in it
    /// becomes markup.
    ///
    /// ```
    /// use ringfence_formats::{Align, Table};
    ///
    /// let mut table = Table::new("Where each pound stands");
    /// table.column("body", Align::Left);
    /// table.column("free", Align::Right);
    /// table.row(["north & south", "£102,000"]);
    /// let html = table.to_html();
    /// assert!(html.contains("<caption>Where each pound stands</caption>"));
    /// assert!(html.contains("<td>north &amp; south</td>"));
    /// assert!(html.contains("<td style=\"text-align: right\">£102,000</td>"));
    /// ```
    pub fn to_html(&self) -> String {
        let mut out = String::from("<table>\n");
        if !self.title.is_empty() {
            out += &format!("<caption>{}</caption>\n", escaped(&self.title));
        }
        let columns = self.columns.iter();
        let heads = columns.map(|(heading, align)| cell("th scope=\"col\"", heading, *align));
        out += &format!("<thead><tr>{}</tr></thead>\n<tbody>\n", joined(heads));
        for row in &self.rows {
            let said = row.iter().map(String::as_str).chain(std::iter::repeat(""));
            let cells = self.columns.iter().zip(said);
            let cells = cells.map(|((_, align), text)| cell("td", text, *align));
            out += &format!("<tr>{}</tr>\n", joined(cells));
        }
        out += "</tbody>\n";
        if !self.notes.is_empty() {
            let notes = joined(
                self.notes
                    .iter()
                    .map(|note| format!("<div>{}</div>", escaped(note))),
            );
            let wide = self.columns.len().max(1);
            let left = "style=\"text-align: left\"";
            let foot = format!("<td colspan=\"{wide}\" {left}>{notes}</td>");
            out += &format!("<tfoot><tr>{foot}</tr></tfoot>\n");
        }
        out + "</table>\n"
    }
}

fn joined(parts: impl Iterator<Item = String>) -> String {
    parts.collect()
}

/// A cell under its opening tag; its closing tag is the first word of that.
fn cell(tag: &str, text: &str, align: Align) -> String {
    let style = match align {
        Align::Left => "",
        Align::Right => " style=\"text-align: right\"",
    };
    let end = tag.split(' ').next().unwrap_or(tag);
    format!("<{tag}{style}>{}</{end}>", escaped(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_is_said_becomes_markup() {
        let bad = "</td><script>alert('x' & \"y\")</script>";
        let mut table = Table::new(bad);
        table.column(bad, Align::Right);
        table.row([bad]);
        table.note(bad);
        let html = table.to_html();
        let good = "&lt;/td&gt;&lt;script&gt;alert(&#39;x&#39; &amp; &quot;y&quot;)&lt;/script&gt;";
        assert_eq!(html.matches(good).count(), 4);
        assert!(!html.contains("<script") && !html.contains("x' "));
    }

    #[test]
    fn a_missing_cell_is_blank_and_one_too_many_is_not_shown() {
        let mut table = Table::new("");
        table.columns(["body", "free"], Align::Left);
        table.row(["north"]);
        table.row(["south", "£1", "£2"]);
        let expected = "<table>
<thead><tr><th scope=\"col\">body</th><th scope=\"col\">free</th></tr></thead>
<tbody>
<tr><td>north</td><td></td></tr>
<tr><td>south</td><td>£1</td></tr>
</tbody>
</table>
";
        assert_eq!(table.to_html(), expected);
    }
}
