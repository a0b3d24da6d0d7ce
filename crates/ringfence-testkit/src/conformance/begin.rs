//! Promises about the beginning of a book.

use ringfence::journal::Header;
use ringfence_store::{Store, StoreError, StoreHead};

use super::StoreMaker;
use super::breach::{Kept, done, refused, same};
use super::pen::{batch, begun, filled, header};

pub(super) fn before_it_begins<M: StoreMaker>(maker: &mut M) -> Kept {
    let mut store = maker.fresh();
    let found = done("an empty store has no header", store.header())?;
    same("the header of an empty store", &None, &found)?;
    let is_not_begun = |fault: &StoreError| matches!(fault, StoreError::NotBegun);
    refused(
        "head before a book begins: NotBegun",
        store.head(),
        is_not_begun,
    )?;
    let genesis = header().genesis();
    let entry = super::pen::Pen::new().next();
    let early = store.append(genesis, &batch(&[entry]));
    refused("append before a book begins: NotBegun", early, is_not_begun)?;
    let store = maker.again(store);
    let found = done("nothing has begun", store.header())?;
    same(
        "the header of a store opened before it began",
        &None,
        &found,
    )
}

pub(super) fn begins_once<M: StoreMaker>(maker: &mut M) -> Kept {
    let (store, _, entries) = filled(maker, 2)?;
    let last = entries[1].hash;
    let has_begun = |fault: &StoreError| matches!(fault, StoreError::AlreadyBegun);
    let mut store = store;
    for time in ["at once", "opened again"] {
        let other = Header::new("GBP").expect("a currency");
        for header in [header(), other] {
            let asked = format!("begin a second time, {time}: AlreadyBegun");
            refused(&asked, store.begin(&header), has_begun)?;
        }
        let found = done("the header is still there", store.header())?;
        same(
            "the header after a second beginning",
            &Some(header()),
            &found,
        )?;
        let head = done("the head is still there", store.head())?;
        same("the head after a second beginning", &last, &head.hash)?;
        store = maker.again(store);
    }
    Ok(())
}

pub(super) fn header_comes_back<M: StoreMaker>(maker: &mut M) -> Kept {
    let (mut store, _) = begun(maker)?;
    for time in ["at once", "opened again"] {
        let found = done("the header is read", store.header())?;
        same(&format!("the header, {time}"), &Some(header()), &found)?;
        let head = done("the head of a book without entries", store.head())?;
        let wanted = StoreHead {
            entry: 0,
            hash: header().genesis(),
        };
        same(
            &format!("the head before any entry, {time}"),
            &wanted,
            &head,
        )?;
        store = maker.again(store);
    }
    Ok(())
}
