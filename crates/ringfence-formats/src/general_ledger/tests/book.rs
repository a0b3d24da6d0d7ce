//! A ledger of Upland that extracts are loaded into.

use ringfence::journal::{ActKind, Draft, Entry, FieldValue, Header, Refusals};
use ringfence::state::{Checked, Ledger, Selection};
use ringfence::view::Table;

use super::super::{
    Actuals, ActualsFault, Extract, ExtractForm, LedgerMap, LedgerPeriod, PlannedActuals, Reach,
    Signs,
};
use crate::{Encoding, Faults, Grid};

pub(super) const MAP: &str = "\
cost_centre,subjective,body,stream,project,purpose,cost,from,until
00123,5200-5299,north,cluster,,access,pay,,
00123,7100,north,cluster,,access,non-pay,,
00200,,upland,core,,clinics,,2016-04-01,
";

pub(super) const APRIL: &str = "\
cost_centre,subjective,amount
00123,5210,\"1,000.00\"
00123,7100,250.50
00200,5210,400.00
00999,5210,75.25
";

pub(super) fn of_fields(kind: ActKind, said: &str) -> Draft {
    let pair = |it: &str| {
        let (name, value) = it.split_once('=').expect("a field of the test");
        (name.to_owned(), FieldValue::Text(value.to_owned()))
    };
    let fields: Vec<_> = said.split('|').map(pair).collect();
    Draft::read(kind, &fields).expect("a draft of the test")
}

/// A ledger and its journal, posted to as a book does.
pub(super) struct Book {
    pub(super) ledger: Ledger,
    pub(super) entries: Vec<Entry>,
}

impl Book {
    pub(super) fn of_upland() -> Book {
        let ledger = Ledger::new(Header::new("GBP").expect("a currency"));
        let entries = Vec::new();
        let mut book = Book { ledger, entries };
        for (kind, said) in [
            (ActKind::AddBody, "id=gov|kind=government"),
            (ActKind::AddBody, "id=upland|kind=health_board|parent=gov"),
            (ActKind::AddBody, "id=north|kind=cluster|parent=upland"),
            (
                ActKind::AddStream,
                "id=cluster|purposes=access;sustainability",
            ),
            (ActKind::AddStream, "id=core|purposes=clinics"),
            (
                ActKind::AddStream,
                "id=unknown|purposes=unknown|suspense=yes",
            ),
            (
                ActKind::Allocate,
                "stream=cluster|to=north|from=gov|year=2016-17|amount=9000|effective=2016-04-01\
                 |notice=letter",
            ),
        ] {
            book.post(&of_fields(kind, said)).expect(said);
        }
        book
    }

    pub(super) fn post(&mut self, draft: &Draft) -> Result<(), Refusals> {
        let entry = match self.ledger.check(draft)? {
            Checked::Unchanged(_) => return Ok(()),
            Checked::Append(event) => self.ledger.entry_of(&event),
        };
        self.ledger.follow(&entry).expect("it was accepted");
        self.entries.push(entry);
        Ok(())
    }

    pub(super) fn load(&mut self, extract: &str, map: &str, period: &str) -> usize {
        let planned = self
            .plan(extract, map, (period, Reach::Period))
            .expect("a plan");
        self.post_all(&planned)
    }

    pub(super) fn post_all(&mut self, planned: &PlannedActuals) -> usize {
        let before = self.entries.len();
        for it in &planned.drafts {
            self.post(&it.draft).expect("no refusal");
        }
        self.entries.len() - before
    }

    pub(super) fn plan(
        &self,
        extract: &str,
        map: &str,
        of: (&str, Reach),
    ) -> Result<PlannedActuals, Faults<ActualsFault>> {
        let extract = extract_of(extract, Signs::Minus).expect("an extract");
        let map = map_of(map).expect("a map");
        let actuals = actuals(&extract, &map, of);
        let control = extract.total().expect("a sum");
        actuals.plan(&self.ledger, &self.entries, control)
    }

    pub(super) fn agree(&self, extract: &str, of: (&str, Reach)) -> Table {
        let extract = extract_of(extract, Signs::Minus).expect("an extract");
        let map = map_of(MAP).expect("a map");
        let actuals = actuals(&extract, &map, of);
        actuals
            .agree(&self.ledger, &self.entries, None)
            .expect("a table")
    }

    pub(super) fn spent(&self, stream: &str) -> String {
        let of = Selection {
            stream: Some(stream.parse().expect("a stream")),
            year: Some("2016-17".parse().expect("a year")),
            ..Selection::default()
        };
        self.ledger
            .position(&of)
            .expect("a position")
            .spent
            .to_string()
    }
}

pub(super) fn actuals<'a>(
    extract: &'a Extract,
    map: &'a LedgerMap,
    (period, reach): (&str, Reach),
) -> Actuals<'a> {
    let calendar = ringfence::word::Calendar::default();
    Actuals {
        extract,
        map,
        period: LedgerPeriod::read(period, None, calendar).expect("a period"),
        reach,
        source: "Upland general ledger".to_owned(),
        body: None,
        suspense: None,
        recorded: None,
        actor: None,
    }
}

pub(super) fn grid(file: &str, text: &str) -> Vec<Grid> {
    vec![Grid::of_csv(file, text.as_bytes(), Encoding::Utf8).expect("a grid")]
}

pub(super) fn extract_of(text: &str, signs: Signs) -> Result<Extract, Faults<ActualsFault>> {
    let form = ExtractForm {
        signs,
        ..ExtractForm::default()
    };
    Extract::of("m.csv".to_owned(), &grid("m.csv", text), &form)
}

pub(super) fn map_of(text: &str) -> Result<LedgerMap, Faults<ActualsFault>> {
    LedgerMap::of("map.csv".to_owned(), &grid("map.csv", text))
}

pub(super) fn told<T: std::fmt::Debug>(read: Result<T, Faults<ActualsFault>>) -> Vec<String> {
    read.expect_err("it has faults").lines()
}
