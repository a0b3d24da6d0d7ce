//! Promises about what is appended.

use std::sync::OnceLock;

use ringfence::journal::Entry;
use ringfence::word::Hash;
use ringfence_store::{Batch, Store, StoreError, StoreHead};

use super::StoreMaker;
use super::breach::{Found, Kept, KeptByTwo, Tried, done, refused, same, same_entries};
use super::pen::{Pen, batch, begun, filled, header, key, under};

/// The head, the entries and the keys are what was appended, and nothing else.
pub(super) fn holds<S: Store>(when: &str, store: &S, entries: &[Entry]) -> Kept {
    let wanted = StoreHead {
        entry: entries.len() as u64,
        hash: entries
            .last()
            .map_or_else(|| header().genesis(), |it| it.hash),
    };
    let head = done(&format!("{when}: the head is read"), store.head())?;
    same(&format!("{when}: the head"), &wanted, &head)?;
    let all = store.entries_after(0, entries.len() + 10);
    let all = done(&format!("{when}: the entries are read"), all)?;
    same_entries(when, entries, &all)
}

fn is_moved(fault: &StoreError) -> bool {
    matches!(fault, StoreError::HeadMoved { .. })
}

pub(super) fn head_moves<M: StoreMaker>(maker: &mut M) -> Kept {
    let (mut store, mut pen) = begun(maker)?;
    let mut entries = Vec::new();
    for number in 1..=5 {
        let head = pen.head();
        let entry = pen.next();
        let appended = store.append(head, &batch(std::slice::from_ref(&entry)));
        done("an entry that follows the head is appended", appended)?;
        entries.push(entry);
        let found = done("the head is read", store.head())?;
        let wanted = StoreHead {
            entry: number,
            hash: pen.head(),
        };
        same("the head after an append", &wanted, &found)?;
    }
    holds("five appends", &store, &entries)
}

pub(super) fn only_under_the_head<M: StoreMaker>(maker: &mut M) -> Kept {
    let (mut store, mut pen, mut entries) = filled(maker, 3)?;
    let head = pen.head();
    let next = pen.next();
    let earlier = entries[1].hash;
    for wrong in [header().genesis(), earlier, Hash([7; 32]), next.hash] {
        let asked = format!("an append under {wrong}, the head being {head}: HeadMoved");
        let late = store.append(wrong, &batch(std::slice::from_ref(&next)));
        match late {
            Err(StoreError::HeadMoved { expected, found }) => {
                same(
                    "the heads that the refusal names",
                    &(wrong, head),
                    &(expected, found),
                )?;
            }
            other => refused(&asked, other, is_moved)?,
        }
        holds("after an append under another head", &store, &entries)?;
        let found = done("a key is looked up", store.entry_of(&key(4)))?;
        same("the key of an entry that was refused", &None, &found)?;
    }
    let now = store.append(head, &batch(std::slice::from_ref(&next)));
    done("an append under the head after refused ones", now)?;
    entries.push(next);
    holds("after refused appends", &store, &entries)
}

pub(super) fn one_of_two_writers<M: StoreMaker>(maker: &mut M) -> KeptByTwo {
    let (mut store, mut pen, mut entries) = filled(maker, 3)?;
    let Some(mut other) = maker.beside(&store) else {
        return Ok(Tried::No);
    };
    for round in 0..6 {
        let head = pen.head();
        let mine = pen.some(2);
        let theirs = under(&mine[0], key(1_000 + round), head);
        let (first, second) = match round % 2 {
            0 => (&mut store, &mut other),
            _ => (&mut other, &mut store),
        };
        done(
            "the first of two writers appends",
            first.append(head, &batch(&mine)),
        )?;
        let late = second.append(head, &batch(&[theirs]));
        refused("the second of two writers: HeadMoved", late, is_moved)?;
        entries.extend(mine);
        holds("as the first writer reads it", first, &entries)?;
        holds("as the second writer reads it", second, &entries)?;
    }
    Ok(Tried::Yes)
}

pub(super) fn all_or_none<M: StoreMaker>(maker: &mut M) -> Kept {
    let (mut store, mut pen, mut entries) = filled(maker, 3)?;
    let head = pen.head();
    let five = pen.some(5);
    let taken = under(&five[4], key(2), five[3].hash);
    let mut broken = five.clone();
    broken[4] = taken;
    let is_taken = |fault: &StoreError| matches!(fault, StoreError::KeyTaken { .. });
    let refusal = store.append(head, &batch(&broken));
    refused(
        "a batch whose last entry has a key of another: KeyTaken",
        refusal,
        is_taken,
    )?;
    holds("after a batch that was refused", &store, &entries)?;
    for number in 4..=8 {
        let found = done("a key is looked up", store.entry_of(&key(number)))?;
        same("a key of a batch that was refused", &None, &found)?;
    }
    store = maker.again(store);
    holds(
        "opened again after a batch that was refused",
        &store,
        &entries,
    )?;
    done(
        "the batch without that key",
        store.append(head, &batch(&five)),
    )?;
    entries.extend(five);
    holds("after the batch without that key", &store, &entries)
}

pub(super) fn whole_batches<M: StoreMaker>(maker: &mut M) -> Kept {
    let (mut store, mut pen) = begun(maker)?;
    let mut entries = Vec::new();
    for count in [1, 2, 7, 100] {
        let head = pen.head();
        let some = pen.some(count);
        let asked = format!("a batch of {count} is appended");
        done(&asked, store.append(head, &batch(&some)))?;
        entries.extend(some);
        holds(&format!("after a batch of {count}"), &store, &entries)?;
    }
    Ok(())
}

pub(super) fn nothing_in_a_batch<M: StoreMaker>(maker: &mut M) -> Kept {
    let (mut store, pen, entries) = filled(maker, 2)?;
    done(
        "a batch of nothing under the head",
        store.append(pen.head(), &batch(&[])),
    )?;
    holds("after a batch of nothing", &store, &entries)?;
    let late = store.append(header().genesis(), &batch(&[]));
    refused(
        "a batch of nothing under another head: HeadMoved",
        late,
        is_moved,
    )?;
    holds(
        "after a batch of nothing that was refused",
        &store,
        &entries,
    )
}

pub(super) fn ten_thousand<M: StoreMaker>(maker: &mut M) -> Kept {
    const MANY: u64 = 10_000;
    static BATCH: OnceLock<Batch> = OnceLock::new();
    let all = BATCH.get_or_init(|| batch(&Pen::new().some(MANY)));
    let entries = all.entries();
    let (mut store, pen) = begun(maker)?;
    let appended = store.append(pen.head(), all);
    done("ten thousand entries are appended", appended)?;
    let store = maker.again(store);
    holds("a batch of ten thousand, opened again", &store, entries)?;
    for number in [1, MANY / 2, MANY] {
        let found = done("a key is looked up", store.entry_of(&key(number)))?;
        same("a key of ten thousand", &Some(number), &found)?;
    }
    let tail = done("the tail is read", store.entries_after(MANY - 3, 10))?;
    let wanted = entries.get(entries.len() - 3..);
    let wanted = wanted.ok_or_else(|| Found::new("three entries", "fewer"))?;
    same_entries("the last three of ten thousand", wanted, &tail)
}
