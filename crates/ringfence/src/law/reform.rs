//! A reform: dated replacements of parts of a book, as data.

use serde_json::{Map, Value as Json, json};

use super::RuleBook;
use super::author::Author;
use super::change::{Change, read_change};
use super::fault::{BookFaults, FaultCode, FaultList, Place};
use super::node::Node;
use super::section::Item;

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
    /// What it brings whole, under the keys of a book.
    brought: Vec<(&'static str, Vec<Node>)>,
}

/// The lists of a book to which a reform may add.
const LISTS: [&str; 3] = ["fact", "parameter", "rule"];

pub(super) const KEYS: [&str; 5] = ["reform", "change", "rule", "parameter", "fact"];
pub(super) const REFORM_KEYS: [&str; 5] = ["id", "name", "reason", "author", "over"];

impl Reform {
    /// Reads a reform: JSON where the text begins with `{`, else TOML.
    ///
    /// ```
    /// use ringfence::law::Reform;
    ///
    /// let text = "[reform]\nid = \"wider\"\nover = \"wales-2016\"\n";
    /// let no = Reform::read(text).expect_err("nobody says who proposes it, and why");
    /// let missing: Vec<_> = no.faults().iter().map(|fault| fault.key.as_str()).collect();
    /// assert_eq!(missing, ["reform.author", "reform.name", "reform.reason"]);
    /// ```
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
    /// ```
    /// use ringfence::law::{FaultCode, Reform, RuleBook};
    ///
    /// let reform = Reform::preset("bma-2017-attached")?;
    /// let other = RuleBook::preset("wales-2016")?;
    /// let no = reform.over(&other).expect_err("it is laid over bma-2017");
    /// assert_eq!(no.faults()[0].code, FaultCode::UnknownName);
    /// # Ok::<(), ringfence::law::PresetError>(())
    /// ```
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
        if self.changes.is_empty() && self.brought.is_empty() {
            return Ok(book.clone());
        }
        let mut root = self.written(book)?;
        let mut faults = FaultList::default();
        for change in &self.changes {
            change.make(&mut root, &mut faults);
        }
        for (list, brought) in &self.brought {
            let all = root.entry(*list).or_insert_with(|| json!([]));
            if let Some(all) = all.as_array_mut() {
                all.extend(brought.iter().map(Node::to_json));
            }
        }
        faults.settle(Some(()))?;
        let root = Json::Object(root);
        let text = format!("{root:#}\n");
        let node = Node::read(&text)?.without_lines();
        let author = Author {
            changes: &self.changes,
            brought: &self.brought,
            root: &root,
        };
        let reformed = RuleBook::of_node(&text, &node);
        reformed.map_err(|faults| faults.written_at(|key| author.place_of(key)))
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
    whole.allow_only(&KEYS, faults);
    let expected = "a table [reform] with id, name, reason, author and over";
    let header = whole
        .need("reform", expected, faults)
        .and_then(|item| item.section(faults));
    let header = header.map(|section| {
        section.allow_only(&REFORM_KEYS, faults);
        let id = section.need_id("id", faults);
        let words = ["name", "reason", "author"].map(|key| section.need_text(key, faults));
        (id, words, section.need_id("over", faults))
    });
    let changes: Vec<_> = whole
        .find_list("change", faults)
        .iter()
        .map(|item| read_change(item, faults))
        .collect();
    let of_list = |list: &'static str| {
        let brought = whole.find_list(list, faults);
        let brought: Vec<Node> = brought.iter().map(|item| item.node.clone()).collect();
        (!brought.is_empty()).then_some((list, brought))
    };
    let brought = LISTS.into_iter().filter_map(of_list).collect();
    let (id, [name, reason, author], base) = header?;
    Some(Reform {
        id: id?.to_owned(),
        name: name?.to_owned(),
        reason: reason?.to_owned(),
        author: author?.to_owned(),
        base: base?.to_owned(),
        changes: changes.into_iter().collect::<Option<_>>()?,
        brought,
    })
}
