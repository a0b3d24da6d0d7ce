//! Promises about what lasts: after a cut, in a snapshot, of a kept state.

use ringfence::word::Hash;
use ringfence_store::{Book, KeptState, SqliteStore, Store};

use super::append::holds;
use super::breach::{Kept, done, same};
use super::pen::{batch, begun, filled, header, key};
use super::{Folder, StoreMaker};

pub(super) fn a_cut_after_every_write<M: StoreMaker>(maker: &mut M) -> Kept {
    let mut store = maker.fresh();
    store = maker.again(store);
    done(
        "a store opened before it began begins",
        store.begin(&header()),
    )?;
    store = maker.again(store);
    let (mut pen, mut entries) = (super::pen::Pen::new(), Vec::new());
    for count in [1, 1, 3, 1, 10, 1, 2, 1] {
        let head = pen.head();
        let some = pen.some(count);
        done("a batch is appended", store.append(head, &batch(&some)))?;
        entries.extend(some);
        store = maker.again(store);
        holds(
            &format!("opened after entry {}", entries.len()),
            &store,
            &entries,
        )?;
        let last = entries.len() as u64;
        let found = done("a key is looked up", store.entry_of(&key(last)))?;
        same("the last key, opened again", &Some(last), &found)?;
        let found = done("the header is read", store.header())?;
        same("the header, opened again", &Some(header()), &found)?;
    }
    Ok(())
}

pub(super) fn a_snapshot_is_a_book<M: StoreMaker>(maker: &mut M) -> Kept {
    let folder = Folder::new();
    let (mut store, mut pen) = begun(maker)?;
    let mut entries = Vec::new();
    for count in [0, 1, 30] {
        let head = pen.head();
        let some = pen.some(count);
        done("a batch is appended", store.append(head, &batch(&some)))?;
        entries.extend(some);
        let to = folder.free("ringfence");
        done("a snapshot is written", store.snapshot(&to))?;
        let copy = done("a snapshot opens as a SQLite book", SqliteStore::open(&to))?;
        let when = format!("the snapshot of {} entries", entries.len());
        holds(&when, &copy, &entries)?;
        let found = done("its header is read", copy.header())?;
        same(&format!("{when}: its header"), &Some(header()), &found)?;
        let book = done("every entry of it is verified", Book::open_verified(copy))?;
        let found = book.ledger().head().hash;
        same(&format!("{when}: followed"), &pen.head(), &found)?;
        let twice = store.snapshot(&to).is_err();
        same(
            "a snapshot over a file that is there is refused",
            &true,
            &twice,
        )?;
    }
    holds("the book of the snapshots", &store, &entries)
}

pub(super) fn the_last_state_that_was_kept<M: StoreMaker>(maker: &mut M) -> Kept {
    let (mut store, _, entries) = filled(maker, 3)?;
    let found = done("the kept state is read", store.kept_state())?;
    same("the state before any was kept", &None, &found)?;
    let bytes: Vec<u8> = (0..=255).cycle().take(70_000).collect();
    for (time, bytes) in [bytes, Vec::new(), b"\0second\xff".to_vec()]
        .iter()
        .enumerate()
    {
        let state = KeptState {
            head: done("the head is read", store.head())?,
            hash: Hash([time as u8 + 1; 32]),
            bytes: bytes.clone(),
        };
        done("a state is kept", store.keep_state(&state))?;
        let found = done("the kept state is read", store.kept_state())?;
        one_or_none("the state that was kept", &state, found)?;
        holds("after a state was kept", &store, &entries)?;
        store = maker.again(store);
        let found = done("the kept state is read", store.kept_state())?;
        one_or_none("the state that was kept, opened again", &state, found)?;
    }
    Ok(())
}

/// A store may keep no state; if it does, it is the last.
pub(super) fn one_or_none(what: &str, state: &KeptState, found: Option<KeptState>) -> Kept {
    found.map_or(Ok(()), |found| same(what, state, &found))
}
