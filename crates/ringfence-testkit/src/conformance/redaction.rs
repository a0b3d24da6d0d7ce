//! Promises about words that a redaction takes away.

use std::collections::BTreeSet;

use ringfence::journal::act::Redact;
use ringfence::journal::{Act, Draft, Entry, Salt};
use ringfence::word::Hash;
use ringfence_store::{Book, KeptState, SqliteStore, Store, StoreError};

use super::append::holds;
use super::breach::{Found, Kept, KeptByTwo, Tried, done, refused, same};
use super::pen::{Pen, batch, begun, body, header, key, under};
use super::{Folder, StoreMaker};

/// Whose words are gone.
type Gone = BTreeSet<u64>;

/// A store, what was written to it, and whose words are gone.
struct Redacted<S> {
    store: S,
    pen: Pen,
    written: Vec<Entry>,
    gone: Gone,
}

/// An entry whose words nobody else has, with its key.
fn worded(pen: &mut Pen, number: u64) -> Entry {
    let mut draft = body(number).keyed(key(number));
    draft.text.note = Some(secret(number).into());
    pen.of(&draft)
}

/// Words of one entry that stand nowhere else.
fn secret(number: u64) -> String {
    format!("told in confidence to number {number} alone")
}

/// A redaction that follows, with words and a salt of its own.
fn redaction(pen: &mut Pen, number: u64, entries: &[u64]) -> Entry {
    let entries = entries.to_vec();
    let mut draft = Draft::of(Act::Redact(Redact { entries })).keyed(key(number));
    draft.effective = chrono::NaiveDate::from_ymd_opt(2003, 11, 1);
    draft.text.reason = Some(format!("asked for by {}", secret(number)).into());
    let mut salt = [0x5a; 16];
    salt[..8].copy_from_slice(&number.to_le_bytes());
    draft.salt = Salt(salt);
    pen.of(&draft)
}

/// What a store must hold: the entries as they were written, those named without their words.
fn without(written: &[Entry], gone: &Gone) -> Vec<Entry> {
    let mut entries = written.to_vec();
    for entry in entries.iter_mut().filter(|it| gone.contains(&it.number)) {
        (entry.text, entry.salt) = (None, None);
    }
    entries
}

/// A store whose words went in every way: alone and with others, long ago and in the batch that
/// brought them, the first and the last before a redaction, and the reason of a redaction.
fn redacted<M: StoreMaker>(maker: &mut M) -> Result<Redacted<M::Store>, Found> {
    let (mut store, mut pen) = begun(maker)?;
    let mut written: Vec<Entry> = Vec::new();
    let steps: [&[Option<&[u64]>]; 7] = [
        &[None; 9],
        &[Some(&[3])],
        &[None, None],
        &[Some(&[1, 5, 6, 12])],
        &[None, None, Some(&[14]), None, Some(&[2, 15])],
        &[Some(&[10])],
        &[None, None],
    ];
    let mut gone = Gone::new();
    for step in steps {
        let (head, first) = (pen.head(), written.len());
        for act in step {
            let number = written.len() as u64 + 1;
            written.push(match act {
                None => worded(&mut pen, number),
                Some(entries) => {
                    gone.extend(entries.iter().copied());
                    redaction(&mut pen, number, entries)
                }
            });
        }
        let appended = store.append(head, &batch(&written[first..]));
        done("a batch with redactions is appended", appended)?;
    }
    Ok(Redacted {
        store,
        pen,
        written,
        gone,
    })
}

/// Looks at each entry beside the one that was written: at once, opened again, in pages of any
/// size, and after more was appended.
fn each_read<M: StoreMaker>(maker: &mut M, looks: fn(&Entry, bool, &Entry, &str) -> Kept) -> Kept {
    let Redacted {
        mut store,
        mut pen,
        mut written,
        gone,
    } = redacted(maker)?;
    for time in ["at once", "opened again", "after more was appended"] {
        for size in [1, 4, usize::MAX] {
            let mut read = 0;
            while read < written.len() {
                let page = store.entries_after(read as u64, size);
                let page = done("a page is read", page)?;
                same("a page that holds anything", &false, &page.is_empty())?;
                for (wanted, found) in written[read..].iter().zip(&page) {
                    let what = format!("entry {}, {time}, in pages of {size}", wanted.number);
                    looks(wanted, gone.contains(&wanted.number), found, &what)?;
                }
                read += page.len();
            }
        }
        store = maker.again(store);
        if time == "opened again" {
            let head = pen.head();
            let more: Vec<Entry> = (0..3).map(|it| worded(&mut pen, 90 + it)).collect();
            done("more is appended", store.append(head, &batch(&more)))?;
            written.extend(more);
        }
    }
    Ok(())
}

pub(super) fn words_go<M: StoreMaker>(maker: &mut M) -> Kept {
    each_read(maker, |_, is_gone, found, what| match is_gone {
        true => same(&format!("the words of {what}"), &None, &found.text),
        false => Ok(()),
    })
}

pub(super) fn salt_goes<M: StoreMaker>(maker: &mut M) -> Kept {
    each_read(maker, |_, is_gone, found, what| match is_gone {
        true => same(&format!("the salt of {what}"), &None, &found.salt),
        false => Ok(()),
    })
}

pub(super) fn other_words_stay<M: StoreMaker>(maker: &mut M) -> Kept {
    each_read(maker, |written, is_gone, found, what| {
        if is_gone {
            return Ok(());
        }
        same(&format!("the words of {what}"), &written.text, &found.text)?;
        same(&format!("the salt of {what}"), &written.salt, &found.salt)
    })
}

pub(super) fn figures_stay<M: StoreMaker>(maker: &mut M) -> Kept {
    each_read(maker, |written, _, found, what| {
        let wordless = |entry: &Entry| Entry {
            text: None,
            salt: None,
            ..entry.clone()
        };
        let what = format!("all but the words of {what}");
        same(&what, &wordless(written), &wordless(found))
    })?;
    let Redacted {
        store,
        pen,
        written,
        ..
    } = redacted(maker)?;
    for entry in written.iter().map(|it| it.number) {
        let found = done("a key is looked up", store.entry_of(&key(entry)))?;
        same(&format!("the entry of key {entry}"), &Some(entry), &found)?;
    }
    let book = done("every entry is verified", Book::open_verified(store))?;
    let found = book.ledger().head().hash;
    same("the head that was followed", &pen.head(), &found)?;
    let faults: Vec<_> = book
        .verify(None)
        .faults
        .iter()
        .map(ToString::to_string)
        .collect();
    same("what stands against the book", &Vec::new(), &faults)
}

pub(super) fn no_writer_reads_them<M: StoreMaker>(maker: &mut M) -> KeptByTwo {
    let Redacted {
        mut store,
        mut pen,
        mut written,
        mut gone,
    } = redacted(maker)?;
    let Some(mut other) = maker.beside(&store) else {
        return Ok(Tried::No);
    };
    for named in [4, 7] {
        // Both have read the words that go next.
        for one in [&store, &other] {
            holds("before the next redaction", one, &without(&written, &gone))?;
        }
        let (head, number) = (pen.head(), written.len() as u64 + 1);
        written.push(redaction(&mut pen, number, &[named]));
        gone.insert(named);
        let appended = store.append(head, &batch(&written[written.len() - 1..]));
        done("a redaction is appended", appended)?;
        let wanted = without(&written, &gone);
        holds("as the one who appended it reads it", &store, &wanted)?;
        holds("as the other writer reads it", &other, &wanted)?;
        std::mem::swap(&mut store, &mut other);
    }
    Ok(Tried::Yes)
}

pub(super) fn only_under_the_head<M: StoreMaker>(maker: &mut M) -> Kept {
    let Redacted {
        mut store,
        mut pen,
        mut written,
        mut gone,
    } = redacted(maker)?;
    let (head, number) = (pen.head(), written.len() as u64 + 1);
    let next = redaction(&mut pen, number, &[4, 7]);
    let moved = |fault: &StoreError| matches!(fault, StoreError::HeadMoved { .. });
    for wrong in [
        header().genesis(),
        written[8].hash,
        Hash([7; 32]),
        next.hash,
    ] {
        let late = store.append(wrong, &batch(std::slice::from_ref(&next)));
        refused("a redaction under another head: HeadMoved", late, moved)?;
        let wanted = without(&written, &gone);
        holds("after a redaction under another head", &store, &wanted)?;
        store = maker.again(store);
        holds("opened again after it", &store, &wanted)?;
    }
    let appended = store.append(head, &batch(std::slice::from_ref(&next)));
    done("a redaction under the head", appended)?;
    written.push(next);
    gone.extend([4, 7]);
    holds("after it", &store, &without(&written, &gone))
}

pub(super) fn all_or_none<M: StoreMaker>(maker: &mut M) -> Kept {
    let Redacted {
        mut store,
        mut pen,
        mut written,
        mut gone,
    } = redacted(maker)?;
    let (head, number) = (pen.head(), written.len() as u64 + 1);
    let next = [
        redaction(&mut pen, number, &[4]),
        worded(&mut pen, number + 1),
        redaction(&mut pen, number + 2, &[number + 1]),
    ];
    let mut broken = next.to_vec();
    broken[2] = under(&next[2], key(2), next[1].hash);
    let taken = |fault: &StoreError| matches!(fault, StoreError::KeyTaken { .. });
    let refusal = store.append(head, &batch(&broken));
    refused("a batch with the key of another: KeyTaken", refusal, taken)?;
    let wanted = without(&written, &gone);
    holds("after a batch that was refused", &store, &wanted)?;
    store = maker.again(store);
    holds("opened again after it", &store, &wanted)?;
    done(
        "the batch without that key",
        store.append(head, &batch(&next)),
    )?;
    written.extend(next);
    gone.extend([4, number + 1]);
    holds("after it", &store, &without(&written, &gone))
}

pub(super) fn no_state_holds_them<M: StoreMaker>(maker: &mut M) -> Kept {
    let Redacted {
        mut store,
        mut pen,
        written,
        ..
    } = redacted(maker)?;
    let state = |head, text: String| KeptState {
        head,
        hash: Hash([1; 32]),
        bytes: text.into_bytes(),
    };
    let head = done("the head is read", store.head())?;
    let kept = store.keep_state(&state(head, secret(4)));
    done("a state with words is kept", kept)?;
    store = maker.again(store);
    let number = written.len() as u64 + 1;
    let next = [
        worded(&mut pen, number),
        redaction(&mut pen, number + 1, &[4]),
        worded(&mut pen, number + 2),
    ];
    done(
        "a redaction is appended",
        store.append(head.hash, &batch(&next)),
    )?;
    for time in ["at once", "opened again"] {
        let found = done("the kept state is read", store.kept_state())?;
        same(
            &format!("the state after a redaction, {time}"),
            &None,
            &found,
        )?;
        let found = done("its head is read", store.kept_head())?;
        same(&format!("its head, {time}"), &None, &found)?;
        store = maker.again(store);
    }
    let head = done("the head is read", store.head())?;
    let newer = state(head, "nothing of it".to_owned());
    done("another state is kept", store.keep_state(&newer))?;
    let found = done("the kept state is read", store.kept_state())?;
    super::last::one_or_none("the state after it", &newer, found)
}

pub(super) fn no_snapshot_holds_them<M: StoreMaker>(maker: &mut M) -> Kept {
    let folder = Folder::new();
    let Redacted {
        mut store,
        mut pen,
        mut written,
        mut gone,
    } = redacted(maker)?;
    // Words that fill many pages of a file, which come and go.
    let (head, number) = (pen.head(), written.len() as u64 + 1);
    let mut long = body(number);
    long.text.note = Some(secret(number).repeat(1_000).into());
    written.push(pen.of(&long));
    let last = std::slice::from_ref(&written[written.len() - 1]);
    done("long words are appended", store.append(head, &batch(last)))?;
    let head = pen.head();
    written.push(redaction(&mut pen, number + 1, &[4, number]));
    gone.extend([4, number]);
    let last = std::slice::from_ref(&written[written.len() - 1]);
    done("a redaction is appended", store.append(head, &batch(last)))?;
    for time in ["at once", "opened again"] {
        let to = folder.free("ringfence");
        done("a snapshot is written", store.snapshot(&to))?;
        let bytes = std::fs::read(&to).map_err(|it| Found::new("a file that is read", it))?;
        for entry in written.iter().filter(|it| gone.contains(&it.number)) {
            is_nowhere(entry, &bytes, &format!("the snapshot {time}"))?;
        }
        let copy = done("a snapshot opens as a SQLite book", SqliteStore::open(&to))?;
        holds(
            &format!("the snapshot {time}"),
            &copy,
            &without(&written, &gone),
        )?;
        let book = done("every entry of it is verified", Book::open_verified(copy))?;
        let found = book.ledger().head().hash;
        same("the head that was followed", &pen.head(), &found)?;
        store = maker.again(store);
    }
    Ok(())
}

/// Neither words nor salt of an entry stand anywhere in a file.
fn is_nowhere(entry: &Entry, bytes: &[u8], place: &str) -> Kept {
    let stands = |part: &[u8]| bytes.windows(part.len()).any(|it| it == part);
    let number = entry.number;
    let what = format!("{place} holds the words of entry {number}");
    same(&what, &false, &stands(secret(number).as_bytes()))?;
    let salt = entry.salt.unwrap_or_default();
    let what = format!("{place} holds the salt of entry {number}");
    same(&what, &false, &stands(&salt.0))
}

pub(super) fn is_kept_without_words<M: StoreMaker>(maker: &mut M) -> Kept {
    let Redacted { written, gone, .. } = redacted(maker)?;
    let entries = without(&written, &gone);
    for count in [1, 4, entries.len()] {
        let (mut store, pen) = begun(maker)?;
        let mut head = pen.head();
        for some in entries.chunks(count) {
            let asked = format!("entries of which some have no words, {count} at a time");
            done(&asked, store.append(head, &batch(some)))?;
            head = some.last().map_or(head, |last| last.hash);
        }
        holds("a journal without some of its words", &store, &entries)?;
        store = maker.again(store);
        holds("opened again, without some of its words", &store, &entries)?;
        let book = done("every entry is verified", Book::open_verified(store))?;
        same("its head", &head, &book.ledger().head().hash)?;
    }
    Ok(())
}
