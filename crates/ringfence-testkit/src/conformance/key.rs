//! Promises about keys.

use ringfence_store::{Store, StoreError};

use super::StoreMaker;
use super::append::holds;
use super::breach::{Found, Kept, done, refused, same};
use super::pen::{batch, begun, body, filled, key, under};
use crate::generate::id;

pub(super) fn each_key_finds_its_entry<M: StoreMaker>(maker: &mut M) -> Kept {
    let (mut store, mut pen) = begun(maker)?;
    let longest = "k".repeat(64);
    let names = [
        "Key",
        "key",
        "KEY",
        "key-",
        "key-1",
        "key-10",
        "key.1",
        "key_1",
        "keys",
        "0",
        "00",
        "1e3",
        "null",
        "true",
        longest.as_str(),
        &longest[1..],
    ];
    let (head, mut entries) = (pen.head(), Vec::new());
    for (place, name) in names.iter().enumerate() {
        // Between two that have keys stands one that has none.
        entries.push(pen.of(&body(place as u64 * 2 + 1)));
        entries.push(pen.of(&body(place as u64 * 2 + 2).keyed(id(name))));
    }
    let appended = store.append(head, &batch(&entries));
    done(
        "keys that differ in case, in length, in one letter",
        appended,
    )?;
    for time in ["at once", "opened again"] {
        for (place, name) in names.iter().enumerate() {
            let found = done("a key is looked up", store.entry_of(&id(name)))?;
            let what = format!("the entry of the key {name}, {time}");
            same(&what, &Some(place as u64 * 2 + 2), &found)?;
        }
        for name in ["kEY", "key-2", "ke", "key-100", "k", "000", "1000", "false"] {
            let found = done("a key is looked up", store.entry_of(&id(name)))?;
            same(
                &format!("a key that nobody has, {name}, {time}"),
                &None,
                &found,
            )?;
        }
        store = maker.again(store);
    }
    Ok(())
}

pub(super) fn one_entry_a_key<M: StoreMaker>(maker: &mut M) -> Kept {
    let (mut store, mut pen, entries) = filled(maker, 4)?;
    for time in ["at once", "opened again"] {
        for number in 1..=4 {
            let next = under(&super::pen::Pen::new().next(), key(number), pen.head());
            is_taken(
                store.append(pen.head(), &batch(&[next])),
                (number, number),
                &format!("the key of entry {number} once more, {time}"),
            )?;
        }
        store = maker.again(store);
        holds(time, &store, &entries)?;
    }
    let head = pen.head();
    let three = pen.some(3);
    let mut twice = three.clone();
    twice[2] = under(&three[2], key(5), three[1].hash);
    let refusal = store.append(head, &batch(&twice));
    is_taken(refusal, (5, 5), "a key twice in one batch")?;
    holds("after a key twice in one batch", &store, &entries)?;
    done("each key once", store.append(head, &batch(&three)))
}

/// Refused, with the key and the entry that has it.
fn is_taken(did: Result<(), StoreError>, (number, entry): (u64, u64), asked: &str) -> Kept {
    let asked = format!("{asked}: KeyTaken of {} by entry {entry}", key(number));
    match did {
        Err(StoreError::KeyTaken {
            key: its,
            entry: by,
        }) if its == key(number) && by == entry => Ok(()),
        Err(fault @ StoreError::KeyTaken { .. }) => Err(Found::new(asked, fault)),
        other => refused(&asked, other, |_| false),
    }
}
