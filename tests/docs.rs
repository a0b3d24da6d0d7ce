//! Pages that a machine can write are generated, and compared with what is kept: `make bless`
//! records them anew. What a page promises about the code is held to it.

#[path = "docs/fact.rs"]
mod fact;
#[path = "docs/form.rs"]
mod form;
#[path = "docs/glossary.rs"]
mod glossary;
#[path = "docs/page.rs"]
mod page;
#[path = "docs/preset.rs"]
mod preset;
#[path = "docs/question.rs"]
mod question;
#[path = "docs/reader.rs"]
mod reader;

use std::collections::BTreeMap;
use std::path::PathBuf;

use ringfence::journal::Rejection;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn text_of(path: &str) -> String {
    std::fs::read_to_string(root().join(path)).unwrap_or_else(|fault| panic!("{path}: {fault}"))
}

/// Compares a generated page with the one that is kept, or keeps it where `BLESS=1`.
fn keep(path: &str, page: &str) {
    if std::env::var_os("BLESS").is_some_and(|value| value == "1") {
        std::fs::write(root().join(path), page).unwrap_or_else(|fault| panic!("{path}: {fault}"));
        return;
    }
    let kept = text_of(path);
    let differs = kept
        .lines()
        .zip(page.lines())
        .position(|(kept, new)| kept != new);
    let line = differs.unwrap_or_else(|| kept.lines().count().min(page.lines().count())) + 1;
    assert!(
        kept == page,
        "{path} is not up to date from line {line} on: run `make bless` and read the difference"
    );
}

fn variants() -> Vec<reader::Variant> {
    reader::variants(&text_of("crates/ringfence/src/journal/rejection.rs"))
}

#[test]
fn every_code_is_a_variant_in_the_same_order() {
    let codes: Vec<String> = variants().iter().map(reader::Variant::code).collect();
    assert_eq!(codes, Rejection::CODES);
}

#[test]
fn the_page_of_rejections_is_up_to_date() {
    let mut shared = BTreeMap::new();
    for file in ["refusal", "particular", "held", "life", "gone"] {
        let source = text_of(&format!("crates/ringfence/src/journal/{file}.rs"));
        shared.extend(reader::shared(&source));
    }
    let scenarios = reader::scenarios(&root().join("tests/scenarios"), &root());
    let page = page::rejections(&variants(), &shared, &scenarios);
    keep("crates/ringfence/docs/rejections.md", &page);
}

#[test]
fn the_page_of_drafts_is_up_to_date() {
    let acts = "crates/ringfence/src/journal/act";
    let about = reader::docs_of_variants(&text_of(&format!("{acts}/acts.rs")), "pub enum Act {");
    let mut docs = BTreeMap::new();
    for file in std::fs::read_dir(root().join(acts)).expect("the folder of acts") {
        let source = std::fs::read_to_string(file.expect("a file").path()).expect("a text");
        docs.extend(reader::docs_of_fields(&source));
    }
    for path in [
        "journal/draft.rs",
        "noun/notice.rs",
        "noun/term.rs",
        "noun/tolerance.rs",
        "word/month_shape.rs",
    ] {
        let source = text_of(&format!("crates/ringfence/src/{path}"));
        docs.extend(reader::docs_of_fields(&source));
    }
    keep(
        "crates/ringfence/docs/drafts.md",
        &form::page(&about, &docs),
    );
}

#[test]
fn the_page_of_facts_is_up_to_date() {
    keep("crates/ringfence/docs/facts.md", &fact::page());
}

#[test]
fn the_page_of_questions_is_up_to_date() {
    keep("crates/ringfence/docs/questions.md", &question::page());
}

#[test]
fn the_schema_of_rule_books_is_up_to_date() {
    keep(
        "crates/ringfence/docs/rule-book.schema.json",
        &ringfence::law::schema(),
    );
}

#[test]
fn the_list_of_presets_is_up_to_date() {
    let all = preset::shipped(&root().join("seeds/rules"));
    keep(
        "crates/ringfence/src/law/preset_text.rs",
        &preset::list(&all),
    );
}

#[test]
fn the_page_of_presets_is_up_to_date() {
    let all = preset::shipped(&root().join("seeds/rules"));
    let mut files = Vec::new();
    reader::gather(&root().join("tests/scenarios"), &mut files);
    let scenarios: Vec<String> = files
        .iter()
        .map(|path| std::fs::read_to_string(path).expect("a scenario"))
        .collect();
    keep(
        "crates/ringfence/docs/presets.md",
        &preset::page(&all, &scenarios),
    );
}

#[test]
fn the_front_page_says_what_to_do_about_each_code_once() {
    let table = text_of("crates/ringfence/docs/refused.md");
    let rows = table
        .lines()
        .skip(2)
        .filter_map(|row| row.split('|').nth(1));
    let named: Vec<&str> = rows
        .flat_map(|codes| codes.split(','))
        .map(|code| code.trim().trim_matches('`'))
        .collect();
    for code in Rejection::CODES {
        let count = named.iter().filter(|named| *named == code).count();
        assert_eq!(count, 1, "{code} stands {count} times in docs/refused.md");
    }
    assert_eq!(named.len(), Rejection::CODES.len(), "a code that is none");
}

#[test]
fn every_word_of_the_glossary_is_met_in_the_code_or_is_of_a_later_step() {
    let rows = glossary::rows(&text_of("crates/ringfence/docs/glossary.md"));
    let names = glossary::names(&root().join("crates/ringfence/src/view"));
    assert_eq!(rows.len(), 46, "the words of the glossary");
    let mut seen = std::collections::BTreeSet::new();
    for row in &rows {
        let word = &row.word;
        assert!(seen.insert(word), "{word} stands twice");
        assert!(row.is_later || !row.names.is_empty(), "{word} has no name");
        for name in &row.names {
            assert!(names.contains(name), "{word}: no program meets {name}");
        }
        if row.is_later && row.names.is_empty() {
            assert!(!names.contains(word), "{word} is there: give its names");
        }
    }
}

#[test]
fn the_rust_of_the_readme_is_that_of_the_crate_which_runs() {
    let blocks = |path: &str| reader::code_blocks(&text_of(path), "rust");
    let (front, packed) = (blocks("README.md"), blocks("crates/ringfence/README.md"));
    assert!(!front.is_empty());
    assert_eq!(front, packed, "crates/ringfence/README.md runs as a test");
}

#[test]
fn every_link_of_a_page_leads_to_a_file() {
    let chapters = std::fs::read_dir(root().join("crates/ringfence/docs")).expect("the chapters");
    let mut pages: Vec<String> = chapters
        .map(|page| page.expect("a chapter").file_name())
        .map(|name| format!("crates/ringfence/docs/{}", name.to_string_lossy()))
        .filter(|path| path.ends_with(".md"))
        .collect();
    pages.extend(["README.md".to_owned(), "CHANGELOG.md".to_owned()]);
    for path in pages {
        let folder = root().join(&path).parent().expect("a folder").to_owned();
        for link in reader::file_links(&text_of(&path)) {
            assert!(folder.join(&link).exists(), "{path} links to {link}");
        }
    }
}
