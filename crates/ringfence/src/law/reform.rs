//! A reform: dated replacements of parts of a book, as data.

use chrono::NaiveDate;
use serde_json::{Map, Value as Json, json};

use super::RuleBook;
use super::fault::{BookFaults, FaultCode, FaultList, Place};
use super::node::Node;
use super::section::{Item, Section};

/// A proposal to change a rule book: a name, a reason, an author and dated replacements.
///
/// Laid [`over`](Reform::over) a book it gives another book, with its own text and hash, whose
/// answers cite the reform's clauses. A reform without changes changes nothing.
///
/// ```
/// use ringfence::law::{Reform, RuleBook};
///
/// let proposal = RuleBook::preset("bma-2017")?;
/// let reform = Reform::preset("bma-2017-attached")?;
/// let reformed = reform.over(&proposal)?;
/// assert_eq!(reformed.id(), "bma-2017-attached");
/// assert_ne!(reformed.hash(), proposal.hash());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct Reform {
    id: String,
    name: String,
    reason: String,
    author: String,
    base: String,
    changes: Vec<Change>,
    rules: Vec<Json>,
}

/// One dated change of one labelled value.
#[derive(Clone, Debug)]
struct Change {
    kind: ChangeKind,
    rule: String,
    label: String,
    from: NaiveDate,
    /// The new value, as a book writes it.
    value: Map<String, Json>,
    place: Place,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum ChangeKind {
    Add,
    Replace,
    Remove,
}

const KINDS: [(&str, ChangeKind); 3] = [
    ("add", ChangeKind::Add),
    ("replace", ChangeKind::Replace),
    ("remove", ChangeKind::Remove),
];

impl Reform {
    /// Reads a reform: JSON where the text begins with `{`, else TOML.
    ///
    /// # Errors
    /// Every fault of its form at once. What a change puts into a book is read together with
    /// the book, by [`over`](Reform::over).
    pub fn read(text: &str) -> Result<Reform, BookFaults> {
        let node = Node::read(text)?;
        let mut faults = FaultList::default();
        let reform = read_reform(&node, &mut faults);
        faults.settle(reform)
    }

    /// Its id, and that of the book it makes.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// What it is called.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Why it is proposed.
    pub fn reason(&self) -> &str {
        &self.reason
    }

    /// Who proposes it.
    pub fn author(&self) -> &str {
        &self.author
    }

    /// The id of the book it is laid over.
    pub fn base(&self) -> &str {
        &self.base
    }

    /// The book as reformed; the same book where the reform changes nothing.
    ///
    /// # Errors
    /// A reform of another book, changes of what is not there, and every fault of the book
    /// that would come of it.
    pub fn over(&self, book: &RuleBook) -> Result<RuleBook, BookFaults> {
        if self.base != book.id() {
            let place = Place {
                line: None,
                key: "reform.over".to_owned(),
            };
            let expected = format!("{:?}, the book it is laid over", book.id());
            let found = format!("{:?}", self.base);
            return Err(BookFaults::of_one(place.fault(
                FaultCode::UnknownName,
                found,
                expected,
            )));
        }
        if self.changes.is_empty() && self.rules.is_empty() {
            return Ok(book.clone());
        }
        let mut root = self.written(book)?;
        let mut faults = FaultList::default();
        for change in &self.changes {
            change.make(&mut root, &mut faults);
        }
        if let Some(rules) = root.get_mut("rule").and_then(Json::as_array_mut) {
            rules.extend(self.rules.iter().cloned());
        }
        faults.settle(Some(()))?;
        RuleBook::read(&format!("{:#}\n", Json::Object(root)))
    }

    /// The book as JSON, under the reform's name and with the reform on record.
    fn written(&self, book: &RuleBook) -> Result<Map<String, Json>, BookFaults> {
        let mut root = match book.text() {
            "" => Map::new(),
            text => match Node::read(text)?.to_json() {
                Json::Object(root) => root,
                _ => Map::new(),
            },
        };
        let header = root.entry("book").or_insert_with(|| json!({}));
        if let Some(header) = header.as_object_mut() {
            header.insert("id".to_owned(), json!(self.id));
            header.insert("title".to_owned(), json!(self.name));
            let record = json!({
                "id": self.id,
                "name": self.name,
                "reason": self.reason,
                "author": self.author,
                "over": self.base,
                "over_hash": book.hash().to_string(),
            });
            let reforms = header.entry("reform").or_insert_with(|| json!([]));
            if let Some(reforms) = reforms.as_array_mut() {
                reforms.push(record);
            }
        }
        root.entry("rule").or_insert_with(|| json!([]));
        Ok(root)
    }
}

fn read_reform(node: &Node, faults: &mut FaultList) -> Option<Reform> {
    let whole = Item::whole(node).section(faults)?;
    whole.allow_only(&["reform", "change", "rule"], faults);
    let expected = "a table [reform] with id, name, reason, author and over";
    let header = whole
        .need("reform", expected, faults)
        .and_then(|item| item.section(faults));
    let header = header.map(|section| {
        section.allow_only(&["id", "name", "reason", "author", "over"], faults);
        let id = section.need_id("id", faults);
        let words = ["name", "reason", "author"].map(|key| section.need_text(key, faults));
        (id, words, section.need_id("over", faults))
    });
    let changes: Vec<_> = whole
        .find_list("change", faults)
        .iter()
        .map(|item| read_change(item, faults))
        .collect();
    let rules = whole
        .find_list("rule", faults)
        .iter()
        .map(|item| item.node.to_json())
        .collect();
    let (id, [name, reason, author], base) = header?;
    Some(Reform {
        id: id?.to_owned(),
        name: name?.to_owned(),
        reason: reason?.to_owned(),
        author: author?.to_owned(),
        base: base?.to_owned(),
        changes: changes.into_iter().collect::<Option<_>>()?,
        rules,
    })
}

fn read_change(item: &Item<'_>, faults: &mut FaultList) -> Option<Change> {
    let section = item.section(faults)?;
    let kind = section
        .need("do", "add, replace or remove", faults)
        .and_then(|item| item.word(&KINDS, faults));
    let rule = section.need_id("rule", faults);
    let label = section.need_id("label", faults);
    let from = section
        .need("in_force_from", "the first day of the change", faults)
        .and_then(|item| item.day(faults));
    if kind == Some(ChangeKind::Remove) {
        section.allow_only(&["do", "rule", "label", "in_force_from"], faults);
    } else {
        read_uncited(&section, faults);
    }
    let Json::Object(mut value) = item.node.to_json() else {
        return None;
    };
    value.remove("do");
    value.remove("rule");
    if label == Some("base") {
        value.remove("label");
    }
    let place = section.place().clone();
    let (rule, label) = (rule?.to_owned(), label?.to_owned());
    Some(Change {
        kind: kind?,
        rule,
        label,
        from: from?,
        value,
        place,
    })
}

fn read_uncited(section: &Section<'_>, faults: &mut FaultList) {
    if !section.has("cite") {
        let place = section.place_of("cite", None);
        let expected = "a source (instrument and clause) or a declared assumption";
        faults.add(place.fault(FaultCode::Uncited, "nothing", expected));
    }
}

impl Change {
    fn make(&self, root: &mut Map<String, Json>, faults: &mut FaultList) {
        let Some(rule) = self.find_rule(root, faults) else {
            return;
        };
        let list = if self.label == "base" {
            "value"
        } else {
            "exception"
        };
        let values = rule.entry(list).or_insert_with(|| json!([]));
        let Some(values) = values.as_array_mut() else {
            return;
        };
        let label_of = |value: &Json| match self.label.as_str() {
            "base" => "base".to_owned(),
            _ => value
                .get("label")
                .and_then(Json::as_str)
                .unwrap_or_default()
                .to_owned(),
        };
        let known = values.iter().any(|value| label_of(value) == self.label);
        if !known && self.kind != ChangeKind::Add {
            let labels: Vec<String> = values.iter().map(label_of).collect();
            let expected = "a label of that rule";
            let found = format!("{:?}", self.label);
            let fault = self
                .key("label")
                .fault(FaultCode::UnknownName, found, expected);
            let names = labels.iter().map(String::as_str).chain(["base"]);
            faults.add(fault.with_nearest(&self.label, names));
            return;
        }
        if self.kind != ChangeKind::Add {
            let from = self.from;
            values.retain(|value| label_of(value) != self.label || begins(value) < Some(from));
        }
        match self.kind {
            ChangeKind::Add | ChangeKind::Replace => {
                values.push(Json::Object(self.value.clone()));
            }
            ChangeKind::Remove => {
                let ending = values
                    .iter_mut()
                    .filter(|value| label_of(value) == self.label);
                ending.for_each(|value| end_before(value, self.from));
            }
        }
    }

    fn key(&self, key: &str) -> Place {
        Place {
            line: self.place.line,
            key: format!("{}.{key}", self.place.key),
        }
    }

    fn find_rule<'r>(
        &self,
        root: &'r mut Map<String, Json>,
        faults: &mut FaultList,
    ) -> Option<&'r mut Map<String, Json>> {
        let rules = root.get_mut("rule")?.as_array_mut()?;
        let id_of = |rule: &Json| rule.get("id").and_then(Json::as_str).map(str::to_owned);
        let ids: Vec<String> = rules.iter().filter_map(id_of).collect();
        let found = rules
            .iter_mut()
            .find(|rule| id_of(rule).as_deref() == Some(&self.rule));
        if found.is_none() {
            let found = format!("{:?}", self.rule);
            let expected = "the id of a rule of the book";
            let fault = self
                .key("rule")
                .fault(FaultCode::UnknownName, found, expected);
            faults.add(fault.with_nearest(&self.rule, ids.iter().map(String::as_str)));
        }
        found?.as_object_mut()
    }
}

fn day_of(value: &Json, key: &str) -> Option<NaiveDate> {
    value.get(key)?.as_str()?.parse().ok()
}

fn begins(value: &Json) -> Option<NaiveDate> {
    day_of(value, "in_force_from")
}

/// Ends a value on the eve of a day, unless it has ended before.
fn end_before(value: &mut Json, day: NaiveDate) {
    let Some(eve) = day.pred_opt() else { return };
    let ended = day_of(value, "in_force_until").is_some_and(|until| until <= eve);
    if let Some(value) = value.as_object_mut().filter(|_| !ended) {
        value.insert("in_force_until".to_owned(), json!(eve.to_string()));
    }
}
