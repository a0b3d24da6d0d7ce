//! Promises about the writer's turn, and what a refusal leaves.

use ringfence_store::{Book, PostError, Store};

use super::StoreMaker;
use super::append::holds;
use super::breach::{Found, Kept, KeptByTwo, Tried, done, same};
use super::pen::{batch, body, filled, header, key};

pub(super) fn turns<M: StoreMaker>(maker: &mut M) -> Kept {
    let (mut store, mut pen, mut entries) = filled(maker, 2)?;
    store.give_turn_back();
    holds("a turn that nobody took is given back", &store, &entries)?;
    for time in 0..3 {
        done("a turn is taken", store.take_turn())?;
        holds("in the turn", &store, &entries)?;
        if time == 1 {
            done("a turn is taken that one has", store.take_turn())?;
        }
        store.give_turn_back();
        store.give_turn_back();
        holds("the turn was given back", &store, &entries)?;
    }
    let head = pen.head();
    let next = pen.next();
    done("a turn is taken", store.take_turn())?;
    let late = store.append(header().genesis(), &batch(std::slice::from_ref(&next)));
    same(
        "an append in turn under another head is refused",
        &true,
        &late.is_err(),
    )?;
    done("a turn is taken", store.take_turn())?;
    let appended = store.append(head, &batch(std::slice::from_ref(&next)));
    done("an append in turn after a refused one", appended)?;
    store.give_turn_back();
    entries.push(next);
    holds("the turn was given back after an append", &store, &entries)?;
    let store = maker.again(store);
    holds("opened again", &store, &entries)
}

pub(super) fn a_refusal_gives_the_turn_back<M: StoreMaker>(maker: &mut M) -> Kept {
    let mut book = refused_once(maker)?;
    post(&mut book, 2)?;
    post(&mut book, 3)?;
    let head = book.ledger().head();
    let book = done("it opens again", Book::open(maker.again(book.into_store())))?;
    same("the head after a refusal", &head, &book.ledger().head())
}

pub(super) fn a_refusal_leaves_the_turn_to_others<M: StoreMaker>(maker: &mut M) -> KeptByTwo {
    let mut book = refused_once(maker)?;
    let Some(mut other) = maker.beside(book.store()) else {
        return Ok(Tried::No);
    };
    // Whoever else writes does not wait for the one who was refused.
    done("another writer after a refusal", other.take_turn())?;
    other.give_turn_back();
    post(&mut book, 2)?;
    Ok(Tried::Yes)
}

/// A book with one entry, in which a draft was refused.
fn refused_once<M: StoreMaker>(maker: &mut M) -> Result<Book<M::Store>, Found> {
    let mut book = done("a book begins", Book::create(maker.fresh(), header()))?;
    post(&mut book, 1)?;
    let mut twin = body(1);
    twin.text.name = Some("Another government".into());
    match book.post(&twin.keyed(key(1))) {
        Err(PostError::Refused(_)) => Ok(book),
        Err(fault) => Err(Found::new("a refusal of the rules", fault)),
        Ok(receipt) => Err(Found::new("a refusal of the rules", format!("{receipt:?}"))),
    }
}

fn post<S: Store>(book: &mut Book<S>, number: u64) -> Kept {
    let asked = format!("body {number} is posted");
    match book.post(&body(number).keyed(key(number))) {
        Ok(receipt) => same(&format!("{asked}: its entry"), &number, &receipt.entry),
        Err(fault) => Err(Found::new(asked, fault)),
    }
}
