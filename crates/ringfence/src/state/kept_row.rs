//! Rows of one width, for what a kept state has by the million: they are read about as fast as
//! memory is.

use std::fmt;
use std::marker::PhantomData;
use std::num::NonZeroU16;

use chrono::{Datelike, NaiveDate};
use serde::de::{Error, Visitor};

use super::Receipt;
use super::index::At;
use super::keys::Keyed;
use super::ledger::Posted;
use crate::journal::ActKind;
use crate::noun::{Account, Wording};
use crate::word::Hash;

/// What stands in a row: numbers of one width, the least byte first.
pub(crate) trait Row: Sized {
    /// How many bytes it takes.
    const WIDTH: usize;

    fn write(&self, to: &mut Vec<u8>);

    /// Nothing where a number is none that was written.
    fn read(from: &mut Columns<'_>) -> Option<Self>;
}

/// The bytes of a row, taken from the left.
pub(crate) struct Columns<'b>(&'b [u8]);

impl<'b> Columns<'b> {
    pub(crate) fn bytes<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (first, rest) = self.0.split_first_chunk::<N>()?;
        self.0 = rest;
        Some(*first)
    }

    fn byte(&mut self) -> Option<u8> {
        self.bytes::<1>().map(|[byte]| byte)
    }

    pub(crate) fn number(&mut self) -> Option<u32> {
        self.bytes().map(u32::from_le_bytes)
    }

    pub(crate) fn amount(&mut self) -> Option<i64> {
        self.bytes().map(i64::from_le_bytes)
    }

    pub(crate) fn parts(&mut self) -> Option<[u16; 2]> {
        let [one, other] = [self.bytes()?, self.bytes()?];
        Some([one, other].map(u16::from_le_bytes))
    }

    fn day(&mut self) -> Option<NaiveDate> {
        NaiveDate::from_num_days_from_ce_opt(self.bytes().map(i32::from_le_bytes)?)
    }

    pub(crate) fn flag(&mut self) -> Option<bool> {
        match self.byte()? {
            0 => Some(false),
            1 => Some(true),
            _ => None,
        }
    }

    pub(crate) fn account(&mut self) -> Option<Account> {
        let (_, account) = Account::WORDS.get(usize::from(self.byte()?))?;
        Some(*account)
    }

    pub(crate) fn at<T>(&mut self) -> Option<At<T>> {
        self.at_or_none()?
    }

    pub(crate) fn at_or_none<T>(&mut self) -> Option<Option<At<T>>> {
        let place = (self.number()? as usize).checked_sub(1);
        Some(place.map(At::of_place))
    }
}

/// The number of a thing in a row; nought where there is none.
pub(crate) fn number_of<T>(at: Option<At<T>>) -> [u8; 4] {
    at.map_or(0, |at| at.place() as u32 + 1).to_le_bytes()
}

fn day_of(day: NaiveDate) -> [u8; 4] {
    day.num_days_from_ce().to_le_bytes()
}

/// The kinds of acts by their number in a row.
const KINDS: [Option<ActKind>; 256] = {
    let mut kinds = [None; 256];
    let mut place = 0;
    while place < ActKind::WORDS.len() {
        let (_, kind) = ActKind::WORDS[place];
        kinds[kind as usize] = Some(kind);
        place += 1;
    }
    kinds
};

impl Row for Posted {
    const WIDTH: usize = 20;

    fn write(&self, to: &mut Vec<u8>) {
        to.extend(day_of(self.effective));
        to.extend(day_of(self.recorded));
        to.push(self.kind as u8);
        to.push(u8::from(self.actual));
        to.extend(self.purpose.map_or(0, NonZeroU16::get).to_le_bytes());
        to.extend(number_of(self.cost));
        to.extend(self.first_move.to_le_bytes());
    }

    fn read(from: &mut Columns<'_>) -> Option<Posted> {
        Some(Posted {
            effective: from.day()?,
            recorded: from.day()?,
            kind: KINDS[usize::from(from.byte()?)]?,
            actual: from.flag()?,
            purpose: NonZeroU16::new(from.bytes().map(u16::from_le_bytes)?),
            cost: from.at_or_none()?,
            first_move: from.number()?,
        })
    }
}

impl Row for u8 {
    const WIDTH: usize = 1;

    fn write(&self, to: &mut Vec<u8>) {
        to.push(*self);
    }

    fn read(from: &mut Columns<'_>) -> Option<u8> {
        from.byte()
    }
}

impl Row for Keyed {
    const WIDTH: usize = 113;

    fn write(&self, to: &mut Vec<u8>) {
        let (receipt, words) = (&self.receipt, self.words);
        to.extend(receipt.entry.to_le_bytes());
        to.extend(receipt.hash.0);
        to.extend(day_of(receipt.effective));
        to.extend(day_of(receipt.recorded));
        to.extend(self.figures.0);
        to.push(u8::from(words.is_some()));
        to.extend(words.map_or([0; 32], |words| words.0));
    }

    fn read(from: &mut Columns<'_>) -> Option<Keyed> {
        let receipt = Receipt {
            entry: from.bytes().map(u64::from_le_bytes)?,
            hash: Hash(from.bytes()?),
            effective: from.day()?,
            recorded: from.day()?,
        };
        let figures = Hash(from.bytes()?);
        let (are_there, words) = (from.flag()?, Hash(from.bytes()?));
        Some(Keyed {
            receipt,
            figures,
            words: are_there.then_some(words),
        })
    }
}

/// Many rows as one run of bytes.
pub(crate) mod as_rows {
    use serde::{Deserializer, Serializer};

    use super::{Row, RowVisitor};

    pub(crate) fn serialize<T: Row, S: Serializer>(rows: &[T], to: S) -> Result<S::Ok, S::Error> {
        let mut bytes = Vec::with_capacity(rows.len() * T::WIDTH);
        rows.iter().for_each(|row| row.write(&mut bytes));
        to.serialize_bytes(&bytes)
    }

    pub(crate) fn deserialize<'de, T: Row, D: Deserializer<'de>>(
        from: D,
    ) -> Result<Vec<T>, D::Error> {
        from.deserialize_bytes(RowVisitor::default())
    }
}

struct RowVisitor<T>(PhantomData<T>);

impl<T> Default for RowVisitor<T> {
    fn default() -> RowVisitor<T> {
        RowVisitor(PhantomData)
    }
}

impl<T: Row> Visitor<'_> for RowVisitor<T> {
    type Value = Vec<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "rows of {} bytes", T::WIDTH)
    }

    fn visit_bytes<E: Error>(self, bytes: &[u8]) -> Result<Vec<T>, E> {
        let rows = bytes.chunks_exact(T::WIDTH);
        if !rows.remainder().is_empty() {
            return Err(E::invalid_length(bytes.len(), &self));
        }
        let mut all = Vec::with_capacity(rows.len());
        for row in rows {
            let read = T::read(&mut Columns(row));
            all.push(read.ok_or_else(|| E::custom("a row that nobody wrote"))?);
        }
        Ok(all)
    }
}
