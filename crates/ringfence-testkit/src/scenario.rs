//! Scenarios as data: given, when, then. One file is one scenario, and says where its
//! expectation comes from.

use ringfence::journal::act::{CloseYear, EndedLine, PartnerLine};
use ringfence::journal::{Act, ActKind, Detail, Draft, FieldValue, Header, Refusals};
use ringfence::law::RuleBook;
use ringfence::noun::Wording;
use ringfence::state::{Closing, Plan};
use ringfence::word::FinancialYear;
use ringfence_store::{Book, MemoryStore, PostError};
use toml::{Table, Value};

use crate::duty::{book_of, duties_hold};
use crate::outset::header;
use crate::position::positions_hold;
use crate::row::rows_hold;
use crate::told::{advice_holds, findings_hold};

/// One scenario.
#[derive(Clone, Debug)]
pub struct Scenario {
    header: Header,
    given: Vec<Table>,
    when: Table,
    then: Table,
}

/// What came of the last step.
struct Outcome {
    refused: Option<Refusals>,
    plan: Option<Plan>,
}

impl Scenario {
    /// Reads a scenario; a base is found by its name.
    ///
    /// ```
    /// use ringfence_testkit::scenario::Scenario;
    ///
    /// let base = |name: &str| Err(format!("there is no base {name}"));
    /// let no = Scenario::read("by = \"the program\"\n", base).expect_err("its own");
    /// assert!(no.starts_with("say by = \"hand\""));
    /// ```
    ///
    /// # Errors
    /// What is wrong with the file, in words.
    pub fn read(
        text: &str,
        base: impl Fn(&str) -> Result<String, String>,
    ) -> Result<Scenario, String> {
        let file: Table = text.parse().map_err(|fault| format!("{fault}"))?;
        let by = file.get("by").and_then(Value::as_str);
        let why = file.get("why").and_then(Value::as_str);
        if by != Some("hand") || why.is_none_or(str::is_empty) {
            return Err("say by = \"hand\", and why with the calculation".to_owned());
        }
        let mut given = Vec::new();
        if let Some(Value::Table(table)) = file.get("given") {
            if let Some(name) = table.get("base").and_then(Value::as_str) {
                let outset: Table = base(name)?.parse().map_err(|fault| format!("{fault}"))?;
                given.extend(tables(outset.get("step")));
            }
            given.extend(tables(table.get("step")));
        }
        let table = |name: &str| match file.get(name) {
            Some(Value::Table(table)) => Ok(table.clone()),
            _ => Err(format!("it has no [{name}]")),
        };
        Ok(Scenario {
            header: header(file.get("given").and_then(Value::as_table))?,
            given,
            when: table("when")?,
            then: table("then")?,
        })
    }

    /// The code that it expects, if it expects a refusal.
    pub fn refused(&self) -> Option<&str> {
        self.then.get("refused").and_then(Value::as_str)
    }

    /// Runs it.
    ///
    /// ```
    /// use ringfence_testkit::scenario::Scenario;
    ///
    /// let text = r#"
    ///     by = "hand"
    ///     why = "No government was named, so that no board can stand below it."
    ///     when = { act = "add_body", id = "upland", kind = "health_board", parent = "gov" }
    ///     then = { refused = "id_taken" }
    /// "#;
    /// let scenario = Scenario::read(text, |name| Err(format!("there is no base {name}")))?;
    /// let no = scenario.run().expect_err("it is refused otherwise");
    /// assert!(no.starts_with("expected Some(\"id_taken\"), found"));
    /// # Ok::<(), String>(())
    /// ```
    ///
    /// # Errors
    /// What came out otherwise than it says, in words.
    pub fn run(&self) -> Result<(), String> {
        let store = MemoryStore::new();
        let mut book = Book::create(store, self.header.clone()).map_err(|no| no.to_string())?;
        for step in &self.given {
            let outcome = take(&mut book, step)?;
            if let Some(no) = outcome.refused {
                return Err(format!("given {step} is refused: {no}"));
            }
        }
        let outcome = take(&mut book, &self.when)?;
        let said = outcome.refused.as_ref().map(|no| no.first().code());
        if said != self.refused() {
            return Err(format!(
                "expected {:?}, found {:?}",
                self.refused(),
                outcome.refused
            ));
        }
        self.says_what_it_can()?;
        self.details_hold(&outcome)?;
        let ledger = book.ledger();
        positions_hold(&self.then, ledger)?;
        advice_holds(&self.then, ledger)?;
        findings_hold(&self.then, &book)?;
        self.decisions_hold(&outcome)?;
        self.endings_hold(&outcome)?;
        duties_hold(&self.then, ledger)?;
        rows_hold(ledger, &tables(self.then.get("row")))
    }

    /// What nothing looks at could not fail.
    fn says_what_it_can(&self) -> Result<(), String> {
        let known = [
            "refused",
            "details",
            "position",
            "decision",
            "ended",
            "gone_back",
            "row",
            "duty",
            "book",
            "advice",
            "finding",
        ];
        let unknown = self.then.keys().find(|key| !known.contains(&key.as_str()));
        unknown.map_or(Ok(()), |key| Err(format!("then.{key} is not looked at")))
    }

    fn details_hold(&self, outcome: &Outcome) -> Result<(), String> {
        let Some(Value::Table(wanted)) = self.then.get("details") else {
            return Ok(());
        };
        let no = outcome.refused.as_ref();
        let no = no.ok_or("details are of a refusal")?;
        let details = no.first().details();
        for (name, value) in wanted {
            let found = details
                .iter()
                .find(|(its, _)| its == name)
                .map(|(_, it)| shown(it));
            if found.as_deref() != value.as_str() {
                return Err(format!("detail {name}: expected {value}, found {found:?}"));
            }
        }
        Ok(())
    }

    fn decisions_hold(&self, outcome: &Outcome) -> Result<(), String> {
        for wanted in tables(self.then.get("decision")) {
            let plan = outcome.plan.as_ref().ok_or("nothing was planned")?;
            let text = |name: &str| wanted.get(name).and_then(Value::as_str);
            let item = text("item").ok_or("a decision names its item")?;
            let of_item = plan
                .decisions()
                .iter()
                .filter(|it| it.item.to_string() == item);
            let mut parts = of_item.flat_map(|it| it.disposal.parts());
            let found = parts.any(|part| {
                Some(part.outcome.name()) == text("outcome")
                    && Some(part.amount.to_string().as_str()) == text("amount")
            });
            if !found {
                let all: Vec<String> = plan
                    .decisions()
                    .iter()
                    .map(|it| format!("{}: {:?}", it.item, it.disposal.parts()))
                    .collect();
                return Err(format!("no decision {wanted}, but {}", all.join("; ")));
            }
        }
        Ok(())
    }

    /// Each anticipated sum said ends with the year, and each share said goes back.
    fn endings_hold(&self, outcome: &Outcome) -> Result<(), String> {
        for wanted in tables(self.then.get("gone_back")) {
            let plan = outcome.plan.as_ref().ok_or("nothing was planned")?;
            let text = |name: &str| wanted.get(name).and_then(Value::as_str);
            let says = |it: &PartnerLine| {
                let found = (
                    it.id.to_string(),
                    it.partner.to_string(),
                    it.amount.to_string(),
                );
                let found = [&*found.0, &*found.1, &*found.2].map(Some);
                ["id", "partner", "amount"].map(text) == found
            };
            if !plan.gone_back().iter().any(says) {
                return Err(format!("no {wanted}, but {:?}", plan.gone_back()));
            }
        }
        for wanted in tables(self.then.get("ended")) {
            let plan = outcome.plan.as_ref().ok_or("nothing was planned")?;
            let text = |name: &str| wanted.get(name).and_then(Value::as_str);
            let says = |it: &EndedLine| {
                let (id, amount) = (it.id.to_string(), it.amount.to_string());
                (text("id"), text("amount")) == (Some(&*id), Some(&*amount))
            };
            if !plan.ended().iter().any(says) {
                return Err(format!("no {wanted} ended, but {:?}", plan.ended()));
            }
        }
        Ok(())
    }
}

/// Takes one step: a draft by its kind and fields, or a close by a book.
fn take(book: &mut Book<MemoryStore>, step: &Table) -> Result<Outcome, String> {
    if step.contains_key("close") {
        return close(book, step);
    }
    let refused = refused(book.post(&draft(step)?))?;
    Ok(Outcome {
        refused,
        plan: None,
    })
}

/// Why something was not posted, where the rules say no.
fn refused<Of>(posted: Result<Of, PostError>) -> Result<Option<Refusals>, String> {
    match posted {
        Ok(_) => Ok(None),
        Err(PostError::Refused(no)) => Ok(Some(no)),
        Err(fault) => Err(fault.to_string()),
    }
}

fn close(book: &mut Book<MemoryStore>, step: &Table) -> Result<Outcome, String> {
    let text = |name: &str| step.get(name).and_then(Value::as_str);
    let year: FinancialYear = text("close")
        .unwrap_or("")
        .parse()
        .map_err(|no| format!("{no}"))?;
    let rules = book_of(text("book").unwrap_or("empty"))?;
    let plan = match book.ledger().plan_close(year, &rules) {
        Ok(plan) => plan,
        Err(no) => {
            return Ok(Outcome {
                refused: Some(no),
                plan: None,
            });
        }
    };
    if let Some(Value::Table(between)) = step.get("between") {
        book.post(&draft(between)?).map_err(|no| no.to_string())?;
    }
    let last = book.ledger().header().first_month.last_day(year);
    let day = text("effective")
        .map_or(Ok(last), str::parse)
        .map_err(|no| format!("{no}"))?;
    let refused = refused(book.close(&plan, &Closing::on(day)))?;
    Ok(Outcome {
        refused,
        plan: Some(plan),
    })
}

fn draft(step: &Table) -> Result<Draft, String> {
    let word = step.get("act").and_then(Value::as_str).unwrap_or("");
    let kind = ActKind::from_word(word).ok_or_else(|| format!("{word:?} is no kind of act"))?;
    if kind == ActKind::CloseYear {
        let year = step.get("year").and_then(Value::as_str);
        return Ok(Draft::of(Act::CloseYear(CloseYear {
            year: year.unwrap_or("").parse().map_err(|no| format!("{no}"))?,
            decisions: Vec::new(),
            ended: Vec::new(),
            gone_back: Vec::new(),
            for_old: Vec::new(),
        })));
    }
    let mut fields = Vec::new();
    for (name, value) in step.iter().filter(|(name, _)| *name != "act") {
        let is_book = (kind, name.as_str()) == (ActKind::AdoptBook, "book");
        let shipped = value.as_str().filter(|_| is_book);
        let value = match shipped.and_then(|name| RuleBook::preset(name).ok()) {
            Some(book) => FieldValue::Text(book.text().to_owned()),
            None => field(value)?,
        };
        fields.push((name.clone(), value));
    }
    Draft::read(kind, &fields).map_err(|faults| format!("{step}: {faults:?}"))
}

fn field(value: &Value) -> Result<FieldValue, String> {
    match value {
        Value::String(text) => Ok(FieldValue::Text(text.clone())),
        Value::Integer(number) => Ok(FieldValue::Whole(*number)),
        Value::Boolean(flag) => Ok(FieldValue::Flag(*flag)),
        Value::Datetime(day) => Ok(FieldValue::Text(day.to_string())),
        other => Err(format!("{other} is no field")),
    }
}

pub(crate) fn shown(detail: &Detail) -> String {
    match detail {
        Detail::Money(it) => it.to_string(),
        Detail::Date(it) => it.to_string(),
        Detail::Year(it) => it.to_string(),
        Detail::Number(it) => it.to_string(),
        Detail::Text(it) => it.clone(),
        Detail::Texts(it) => it.join("; "),
    }
}

pub(crate) fn tables(value: Option<&Value>) -> Vec<Table> {
    let all = value.and_then(Value::as_array).cloned().unwrap_or_default();
    all.into_iter()
        .filter_map(|it| match it {
            Value::Table(table) => Some(table),
            _ => None,
        })
        .collect()
}
