//! Explanations as HTML, over the teaching folder: every word of the text form is there.

use std::path::Path;

use ringfence::journal::{ActKind, Draft, FieldValue, Header};
use ringfence::law::{Explained, RuleBook};
use ringfence::state::{Closing, Selection};
use ringfence::word::FinancialYear;
use ringfence_formats::{SeedFolder, SeedStep, explanation_html};
use ringfence_store::{Book, MemoryStore, Step};

const ASKS: &str = r#"
[book]
id = "orders"
title = "Small orders & the <board>"

[[rule]]
id = "ceiling"
question = "control"
streams = ["cluster"]
drafts = ["commit"]

[[rule.value]]
in_force_from = 2016-04-01
outcome = "refuse"
up_to = "5000"
cite = { instrument = "Letter <i>", clause = "1 & 2", url = "https://example.org/?a=1&b=2" }
"#;

fn aberwen() -> Book<MemoryStore> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds/aberwen");
    let seed = SeedFolder::read(folder).expect("the seed is read");
    let steps = seed.rows.into_iter().map(|row| match row.step {
        SeedStep::Post(draft) => Step::Post(draft),
        SeedStep::Close {
            year,
            effective,
            book,
        } => Step::Close {
            year,
            closing: Closing::on(effective),
            book: *book,
        },
    });
    let header = Header::new("GBP").expect("a currency");
    let mut book = Book::create(MemoryStore::new(), header).expect("an empty store");
    let steps: Vec<Step> = steps.collect();
    book.post_all(&steps).expect("the seed is accepted");
    book
}

/// The words that a browser would show, and the cells with figures; each tag ends where it should.
fn shown(html: &str) -> (Vec<String>, Vec<String>) {
    let (mut open, mut text, mut figures) = (Vec::new(), String::new(), Vec::new());
    for piece in html.split('<').skip(1) {
        let (tag, said) = piece.split_once('>').expect("a tag that ends");
        let name = tag.split(' ').next().expect("a name");
        match name.strip_prefix('/') {
            Some(name) => assert_eq!(open.pop(), Some(name), "{html}"),
            None => open.push(name),
        }
        let said = said
            .replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&quot;", "\"")
            .replace("&#39;", "'")
            .replace("&amp;", "&");
        if tag.starts_with("td") {
            assert_eq!(tag, "td style=\"text-align: right\"");
            figures.push(said.clone());
        }
        text = text + " " + &said;
    }
    assert!(open.is_empty(), "{open:?} stay open");
    (words(&text), figures)
}

fn words(text: &str) -> Vec<String> {
    let words = text.split_whitespace().filter(|word| *word != "-");
    let mut words: Vec<String> = words.map(str::to_owned).collect();
    words.sort_unstable();
    words
}

fn holds_all<T>(why: &Explained<T>) {
    let html = explanation_html(why);
    let (said, figures) = shown(&html);
    let sums = &why.arithmetic;
    let mut all = format!("{why} Hash of the book: {}", why.book_hash);
    let mut expected: Vec<String> = sums.steps.iter().map(|it| it.amount.in_words()).collect();
    if !sums.whole.is_zero() || !expected.is_empty() {
        all += " what sum";
        expected.push(sums.whole.in_words());
        assert!(html.contains("<caption>Arithmetic</caption>"), "{html}");
    }
    assert_eq!(said, words(&all), "{html}\n{why}");
    assert_eq!(figures, expected, "{html}");
    assert!(sums.adds_up(), "{html}");
}

#[test]
fn every_word_of_an_explanation_is_in_its_html() {
    let (kept, mut items, mut caps, mut duties) = (aberwen(), 0, 0, 0);
    let ledger = kept.ledger();
    let year: FinancialYear = ledger.open_year().expect("2018-19 is open");
    for name in RuleBook::presets() {
        let book = RuleBook::preset(name).expect("a preset");
        let plan = ledger.plan_close(year, &book).expect("a plan");
        let explained = plan.decisions().iter().map(|it| plan.explain(it));
        items += explained.inspect(holds_all).count();
        caps += plan.caps().inspect(holds_all).count();
        let asked = ledger.duties(&book, &Selection::default(), year);
        let asked = asked.expect("all bodies");
        duties += asked.iter().inspect(|duty| holds_all(&duty.why)).count();
    }
    assert!(
        items > 100 && caps > 0 && duties > 0,
        "{items} {caps} {duties}"
    );
}

#[test]
fn the_answer_to_an_ask_is_html_with_its_source_as_a_link() {
    let fields = [
        ("id", "o9"),
        ("stream", "cluster"),
        ("body", "north"),
        ("purpose", "access"),
        ("year", "2018-19"),
        ("amount", "6000.00"),
        ("effective", "2019-01-15"),
    ];
    let fields = fields.map(|(name, text)| (name.to_owned(), FieldValue::Text(text.to_owned())));
    let draft = Draft::read(ActKind::Commit, &fields).expect("a draft");
    let book = RuleBook::read(ASKS).expect("a book");
    let kept = aberwen();
    assert!(
        kept.ledger().why_ask(&draft).is_empty(),
        "no book is adopted"
    );
    let why = kept.ledger().why_ask_under(&draft, &book);
    assert_eq!(why.len(), 1);
    holds_all(&why[0]);
    let html = explanation_html(&why[0]);
    let link = "<a href=\"https://example.org/?a=1&amp;b=2\">Letter &lt;i&gt;, 1 &amp; 2</a>";
    assert!(html.contains(link), "{html}");
}
