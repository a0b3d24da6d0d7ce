//! The page of rejections.

use std::collections::BTreeMap;
use std::fmt::Write;

use crate::reader::{Particular, Shared, Variant};

const OPENING: &str = "# Rejections

Every no of the core: its code, the sentence that people read, and the typed particulars beside it,
so that no program ever parses the sentence. The order is the order of precedence: where a draft
has several faults, the code that stands first here is *the* answer. A code is never renamed and
never used again for something else.

Words in *italics* stand for what the refusal is about. This page is generated from the source and
from the scenarios; `make bless` records it anew.
";

/// The page of rejections, stage by stage.
pub(crate) fn rejections(
    variants: &[Variant],
    shared: &BTreeMap<String, Shared>,
    scenarios: &BTreeMap<String, Vec<String>>,
) -> String {
    let mut page = OPENING.to_owned();
    let mut stage = "";
    for variant in variants {
        if variant.stage != stage {
            stage = &variant.stage;
            line(&mut page, &format!("## {stage}"));
        }
        let code = variant.code();
        line(&mut page, &format!("### `{code}`"));
        line(&mut page, &variant.about);
        line(&mut page, &format!("> {}", message(variant, shared)));
        let inner = variant
            .shared
            .as_ref()
            .map(|name| &shared[name].particulars);
        let particulars = flat(inner.unwrap_or(&variant.particulars), shared);
        if !particulars.is_empty() {
            line(&mut page, particulars.join("\n").as_str());
        }
        if let Some(paths) = scenarios.get(&code) {
            let paths: Vec<String> = paths.iter().map(|path| format!("`{path}`")).collect();
            line(&mut page, &format!("Shown by {}.", paths.join(", ")));
        }
    }
    page
}

/// The particulars as a list; those of a shared type stand where it does.
fn flat(all: &[Particular], shared: &BTreeMap<String, Shared>) -> Vec<String> {
    let mut list = Vec::new();
    for particular in all {
        match shared.get(&particular.of_type) {
            Some(inner) => list.extend(flat(&inner.particulars, shared)),
            None => list.push(format!("- `{}`: {}", particular.name, particular.about)),
        }
    }
    list
}

fn message(variant: &Variant, shared: &BTreeMap<String, Shared>) -> String {
    let whole = match variant.shared.as_deref() {
        Some("Misnamed") => "{found}: did you mean {nearest}?",
        Some("Shortfall") => "{asked} on {place} is refused: {available} is available",
        Some(of) => &shared[of].message,
        None => "",
    };
    let filled = variant.message.replace("{0}", whole);
    filled.replace(['{', '}'], "*")
}

fn line(page: &mut String, text: &str) {
    writeln!(page, "\n{text}").expect("a text takes what is written");
}
