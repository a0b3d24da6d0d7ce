//! Promises about what is read.

use ringfence::journal::{Entry, EntryHeader, Salt};
use ringfence::word::Hash;
use ringfence_store::Store;

use super::StoreMaker;
use super::append::holds;
use super::breach::{Kept, done, same_entries};
use super::pen::{Pen, batch, begun, body, filled, key};

pub(super) fn pages_of_any_size<M: StoreMaker>(maker: &mut M) -> Kept {
    let (store, _, entries) = filled(maker, 23)?;
    for size in [1, 2, 3, 7, 22, 23, 24, 1_000, usize::MAX] {
        let mut all: Vec<Entry> = Vec::new();
        loop {
            let page = store.entries_after(all.len() as u64, size);
            let page = done(&format!("a page of {size} is read"), page)?;
            let wanted = &entries[all.len()..];
            let wanted = &wanted[..wanted.len().min(size)];
            let what = format!("a page of {size} after {}", all.len());
            same_entries(&what, wanted, &page)?;
            if page.is_empty() {
                break;
            }
            all.extend(page);
        }
        same_entries(&format!("all pages of {size}"), &entries, &all)?;
    }
    let none = done("a page of none is read", store.entries_after(3, 0))?;
    same_entries("a page of none", &[], &none)
}

pub(super) fn after_any_number<M: StoreMaker>(maker: &mut M) -> Kept {
    let (store, _, entries) = filled(maker, 12)?;
    for number in 0..=12 {
        let page = store.entries_after(number, 100);
        let page = done(&format!("what follows entry {number} is read"), page)?;
        let wanted = &entries[usize::try_from(number).unwrap_or(0)..];
        same_entries(&format!("what follows entry {number}"), wanted, &page)?;
    }
    let half = 1_u64 << 63;
    let beyond = [
        13,
        1 << 32,
        half - 2,
        half - 1,
        half,
        half + 1,
        u64::MAX - 1,
        u64::MAX,
    ];
    for number in beyond {
        for size in [0, 1, 10, usize::MAX] {
            let page = store.entries_after(number, size);
            let page = done(&format!("what follows entry {number} is read"), page)?;
            same_entries(&format!("what follows entry {number}"), &[], &page)?;
        }
    }
    Ok(())
}

pub(super) fn byte_for_byte<M: StoreMaker>(maker: &mut M) -> Kept {
    let (mut store, pen) = begun(maker)?;
    let (head, model) = (pen.head(), Pen::new().next());
    let mut entries = Vec::new();
    let mut previous = head;
    let texts = [
        r#"{}"#,
        r#"{ "name" : "Government" ,  "by":"a\u0041\/" }"#,
        "{\"zebra\":1.0,\"ape\":1e2,\"ape\":1E+2,\n\t\"b\":[ ]}",
        r#"{"name":"\u0000 and \ud83d\ude00 and 😀"}"#,
        r#"  {"n":0.10000000000000000000000000001, "m":-0}  "#,
        "null",
    ];
    for (place, text) in texts.iter().enumerate() {
        // Figures as a reader takes them, with spaces and a last digit that a number would lose.
        let figures = model.figures.replacen(':', " : ", 1 + place);
        let salt = Salt([place as u8; 16]);
        let entry = sealed(place as u64 + 1, (&figures, text), salt, previous);
        previous = entry.hash;
        entries.push(entry);
    }
    let appended = store.append(head, &batch(&entries));
    done("words in whatever spacing are kept", appended)?;
    holds("words in whatever spacing", &store, &entries)?;
    let store = maker.again(store);
    holds("words in whatever spacing, opened again", &store, &entries)
}

/// An entry of any figures and words.
fn sealed(number: u64, (figures, text): (&str, &str), salt: Salt, previous: Hash) -> Entry {
    let model = Pen::new().next();
    let header: Result<EntryHeader, _> = serde_json::from_str(&model.header);
    let mut header = header.expect("a ledger seals what can be read");
    header.entry = number;
    header.key = (!number.is_multiple_of(3)).then(|| key(number));
    Entry::sealed(&header, figures.into(), text.into(), salt, previous)
}

pub(super) fn words_of_every_kind<M: StoreMaker>(maker: &mut M) -> Kept {
    let (mut store, mut pen) = begun(maker)?;
    let (mut entries, head) = (Vec::new(), pen.head());
    let every: String = (0..=0x10_ffff_u32)
        .step_by(61)
        .filter_map(char::from_u32)
        .collect();
    let controls: String = (0..0x20_u8).map(char::from).collect();
    let long = "The board's letter of 6 May, \"as agreed\". ".repeat(25_000);
    let kinds = [
        "",
        " ",
        "  before and after \n",
        "it's \"quoted\" and \\ and %s and ? and $1 and :name and {}",
        "'; DROP TABLE entry; --",
        "\u{0}",
        "NUL \u{0} within",
        "Môn, Łódź, Ωμέγα, 北京, עברית, 😀👩‍👩‍👧, e\u{301} and é",
        "\u{feff}\u{202e}\u{fffd}\u{ffff}\u{2028}",
        "\\u0000 is six letters",
        &controls,
        &every,
        &long,
    ];
    for (place, kind) in kinds.iter().enumerate() {
        let mut draft = body(place as u64 + 1);
        draft.text.name = Some((*kind).into());
        draft.text.note = Some((*kind).into());
        draft.salt = Salt([0xff - place as u8; 16]);
        entries.push(pen.of(&draft));
    }
    let appended = store.append(head, &batch(&entries));
    done(
        "words of every kind, and a million letters, are kept",
        appended,
    )?;
    holds("words of every kind", &store, &entries)?;
    let store = maker.again(store);
    holds("words of every kind, opened again", &store, &entries)
}
