//! A check that cannot fail checks nothing: each one is shown something wrong, and something right.

use crate::graph::Crate;
use crate::size::{Longer, Measure};
use crate::source::{Finding, Source};
use crate::{core_pure, example, floor, graph, leftover, name, rule, size};

const CORE: &str = "crates/ringfence/src/noun/line.rs";

#[track_caller]
fn shows(check: impl Fn(&Source) -> Vec<Finding>, path: &str, wrong: &str, right: &str) {
    let found = check(&Source::new(path, wrong));
    assert_eq!(found.len(), 1, "{wrong} has one fault; found {found:?}");
    assert!(found[0].to_string().starts_with(path), "{found:?}");
    let found = check(&Source::new(path, right));
    assert!(found.is_empty(), "{right} has no fault; found {found:?}");
}

#[test]
fn a_floor_above_is_seen() {
    let check = floor::a_floor_uses_only_floors_below;
    shows(
        check,
        CORE,
        "use crate::state::Ledger;",
        "use crate::word::Money; // crate::state",
    );
    shows(
        check,
        CORE,
        "use crate::{\n    word::{Money, Share},\n    view::Table,\n};",
        "use crate::{word::{Money}, noun::Body};",
    );
    shows(check, CORE, "use crate::Money;", "use super::Body;");
    shows(
        check,
        "crates/ringfence/src/law/book.rs",
        "crate::journal::Event",
        "crate::noun::Line",
    );
    let stray = check(&Source::new("crates/ringfence/src/shelf.rs", ""));
    assert_eq!(stray.len(), 1);
}

#[test]
fn a_door_with_furniture_is_seen() {
    let path = "crates/ringfence/src/noun/mod.rs";
    let right =
        "//! Docs.\n#[cfg(test)]\nmod a;\npub(crate) mod b;\npub use a::{\n    A,\n    B,\n};";
    shows(
        floor::a_mod_file_is_a_door,
        path,
        "mod a;\nstruct B;",
        right,
    );
    shows(
        floor::a_mod_file_is_a_door,
        path,
        "mod a {\n}",
        "pub mod a;",
    );
}

#[test]
fn floats_clocks_and_booleans_in_the_core_are_seen() {
    let floats = core_pure::the_core_has_no_floats;
    shows(
        floats,
        CORE,
        "let a = 1 as f64;",
        "let a_f64 = \"f64\"; // f64",
    );
    shows(
        floats,
        CORE,
        "fn a(b: f32) {}",
        "fn visit_f64<E>(self, _: f64) {}",
    );
    let pure = core_pure::the_core_has_no_clock_disk_or_chance;
    shows(pure, CORE, "Utc::now()", "let brand = 1;");
    shows(pure, CORE, "use std::fs;", "let offs: u8;");
    let booleans = core_pure::public_functions_of_the_core_take_no_booleans;
    shows(
        booleans,
        CORE,
        "pub fn a(&self, b: bool) {}",
        "pub fn a(b: u8) -> bool { b > 0 }",
    );
    shows(
        booleans,
        CORE,
        "pub const fn a(\n    b: &bool,\n) {}",
        "fn a(b: bool) {}",
    );
    let years = core_pure::a_year_is_never_a_number;
    shows(
        years,
        CORE,
        "pub fn a(year: i32) {}",
        "pub fn a(year: FinancialYear) {}",
    );
}

#[test]
fn banned_words_are_seen_in_any_name() {
    let banned = name::banned_words();
    let check = |source: &Source| name::no_name_has_a_banned_word(source, &banned);
    shows(
        check,
        CORE,
        "pub struct BudgetLine;",
        "digest.update(bytes); return budget;",
    );
    shows(
        check,
        CORE,
        "struct A {\n    carry_forward: u8,\n}",
        "struct A {\n    carried: u8,\n}",
    );
    shows(
        check,
        CORE,
        "enum A {\n    B,\n    Cancelled,\n}",
        "enum A { B = 1 }",
    );
    shows(
        check,
        CORE,
        "fn return_rest() {}",
        "#[cfg(test)]\nmod tests {\n    fn update() {}\n}",
    );
    shows(check, CORE, "struct LineData;", "struct DataSource;");
    shows(check, CORE, "mod utils;", "mod util_linen;");
    shows(
        check,
        "python/ringfence/a.py",
        "def delete_line():",
        "def line(): delete()",
    );
}

#[test]
fn what_is_left_for_later_or_switched_off_is_seen() {
    let later = leftover::nothing_is_left_for_later;
    let mark = concat!("TO", "DO");
    shows(
        later,
        CORE,
        &format!("// {mark} later"),
        &format!("// {mark}(#12)\nlet a = \"{mark}\";"),
    );
    shows(later, CORE, concat!("to", "do!()"), "fn todo() {}");
    let off = leftover::no_test_is_switched_off;
    shows(off, CORE, concat!("#[ig", "nore]"), "// ignored");
    shows(
        off,
        "python/tests/test_a.py",
        concat!("@pytest.mark.", "skip"),
        "text.skipped()",
    );
    let unwrap = leftover::no_unwrap_outside_tests;
    shows(
        unwrap,
        CORE,
        "a.unwrap();",
        "#[cfg(test)]\nmod tests { a.unwrap(); }",
    );
    let allowed = leftover::a_lint_is_expected_with_a_reason_and_never_allowed;
    shows(allowed, CORE, "#[allow(dead_code)]", "fn a() { allow(1) }");
    shows(
        allowed,
        CORE,
        "#[expect(dead_code)]",
        "#[expect(\n    dead_code,\n    reason = \"b\"\n)]",
    );
}

#[test]
fn paths_of_a_machine_are_seen() {
    let check = leftover::no_path_of_a_developers_machine;
    let wrong = concat!("open('/ho", "me/ann/ledger.csv')");
    shows(
        check,
        "examples/python/a.py",
        wrong,
        "open('seeds/home/ledger.csv')",
    );
}

#[test]
fn a_long_binding_is_seen() {
    let check = leftover::a_binding_has_at_most_twelve_lines;
    let with_lines = |count: usize| {
        let body = "        call();\n".repeat(count);
        format!("#[pymethods]\nimpl A {{\n    fn a(\n        b: u8,\n    ) {{\n{body}    }}\n}}\n")
    };
    shows(check, "python/src/a.rs", &with_lines(13), &with_lines(12));
    let free = with_lines(13).replace("#[pymethods]\n", "");
    shows(check, "python/src/a.rs", &with_lines(13), &free);
}

#[test]
fn what_is_too_long_is_seen() {
    let check = |source: &Source| size::against(std::slice::from_ref(source), &[]);
    let columns = |count: usize| format!("// {}", "é".repeat(count - 3));
    shows(check, CORE, &columns(101), &columns(100));
    shows(check, CORE, &"// a\n".repeat(401), &"// a\n".repeat(400));
    let with_tests = |count: usize| format!("#[cfg(test)]\n{}", "// a\n".repeat(count - 1));
    shows(check, CORE, &with_tests(701), &with_tests(700));
    let function = |count: usize| format!("fn a() {{\n{}}}\n", "    b();\n".repeat(count - 2));
    shows(check, CORE, &function(61), &function(60));
    let python = |count: usize| {
        let body = "    b()\n".repeat(count - 2);
        format!("def a(\n):\n    \"\"\"Say it.\n\n    Well.\n    \"\"\"\n{body}\nc()\n")
    };
    shows(check, "python/ringfence/a.py", &python(61), &python(60));
}

#[test]
fn an_exception_may_shrink_and_never_grow() {
    let source = [Source::new(CORE, &"// a\n".repeat(410))];
    let with = |length: usize| {
        let exception = Longer {
            place: CORE,
            measure: Measure::FileWithoutTests,
            length,
        };
        size::against(&source, &[exception]).len()
    };
    assert_eq!([with(409), with(410), with(411)], [1, 0, 1]);
    let short = [Source::new(CORE, "")];
    let exception = Longer {
        place: CORE,
        measure: Measure::File,
        length: 710,
    };
    assert_eq!(size::against(&short, &[exception]).len(), 1);
}

#[test]
fn a_wrong_dependency_is_seen() {
    let package = |name: &str, rest: &str| {
        let text = format!("[package]\nname = \"{name}\"\n{rest}");
        [Crate::new("crates/a/Cargo.toml", &text)]
    };
    let knows = |name: &str, table: &str, other: &str| {
        let text = format!("[{table}]\n{other} = {{ workspace = true }}");
        graph::a_crate_knows_only_crates_below_it(&package(name, &text)).len()
    };
    assert_eq!(knows("ringfence", "dependencies", "ringfence-store"), 1);
    assert_eq!(
        knows("ringfence-store", "dev-dependencies", "ringfence-formats"),
        1
    );
    assert_eq!(
        knows(
            "ringfence-testkit",
            "target.'cfg(unix)'.dependencies",
            "ringfence-cli"
        ),
        1
    );
    assert_eq!(knows("ringfence-store", "dependencies", "ringfence"), 0);
    assert_eq!(knows("ringfence-new", "dependencies", "ringfence"), 1);

    let core = |other: &str| {
        let crates = package("ringfence", &format!("[dependencies]\n{other} = \"1\""));
        graph::the_core_uses_seven_crates_from_outside(&crates).len()
    };
    assert_eq!([core("csv"), core("serde")], [1, 0]);

    let reasons = |other: &str| {
        let crates = package(
            "ringfence-store",
            &format!("[dependencies]\n{other} = \"1\""),
        );
        let found = graph::each_crate_from_outside_has_a_reason(&crates);
        found
            .iter()
            .filter(|it| it.to_string().contains("is new"))
            .count()
    };
    assert_eq!([reasons("left-pad"), reasons("serde")], [1, 0]);

    let bare = graph::each_crate_says_what_it_is(&package("ringfence", ""));
    assert_eq!(bare.len(), 3, "{bare:?}");
}

#[test]
fn a_rule_without_a_source_is_seen() {
    let path = "seeds/rules/aberwen/book.toml";
    let right = "[[rule]]\nid = \"a\"\n[[rule.value]]\ncite = { assumption = \"b\" }\n";
    shows(
        rule::every_rule_names_its_source,
        path,
        &right.replace("cite", "note"),
        right,
    );
    let exception = format!("{right}[[rule.exception]]\nlabel = \"c\"\n");
    shows(rule::every_rule_names_its_source, path, &exception, right);
    shows(
        rule::every_rule_names_its_source,
        path,
        "[[rule]]\nid = \"a\"\n",
        "",
    );
}

#[test]
fn a_no_that_nobody_shows_is_seen() {
    let check = example::a_function_with_errors_has_an_example;
    let with = |docs: &str| {
        let docs = docs.replace('\n', "\n    /// ");
        let attribute = "#[expect(\n        clippy::a\n    )]";
        let says = "/// # Errors\n    /// A no.";
        format!("impl A {{\n    {docs}\n    {says}\n    {attribute}\n    pub fn a() {{}}\n}}\n")
    };
    let shown = with("/// ```\nassert!(a().is_err());\n```");
    shows(check, CORE, &with("///"), &shown);
    shows(check, CORE, &shown.replacen("```", "```text", 1), &shown);
    let on_a_server = shown.replacen("```", "```no_run", 1);
    shows(check, CORE, &with("/// `a`"), &on_a_server);
    let inside = with("///").replace("pub fn", "pub(crate) fn");
    shows(check, CORE, &with("///"), &inside);
    shows(
        check,
        CORE,
        &with("///"),
        &with("///").replace("# Errors", "Also."),
    );

    let bare = "/// Keeps.\npub trait A {\n    /// # Errors\n    /// A no.\n    fn a();\n}\n";
    let at_the_trait = bare.replace("Keeps.", "Keeps.\n/// ```\n/// a();\n/// ```");
    shows(check, CORE, bare, &at_the_trait);
    // What follows the trait is none of its methods.
    let after = format!("{at_the_trait}{}", with("///"));
    shows(check, CORE, &after, &at_the_trait);
}
