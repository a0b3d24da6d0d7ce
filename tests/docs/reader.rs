//! What the sources say of themselves, read line by line.

use std::collections::BTreeMap;
use std::path::Path;

/// A variant of the rejections, as it is written.
#[derive(Default)]
pub(crate) struct Variant {
    /// The comment that heads its stage.
    pub(crate) stage: String,
    pub(crate) name: String,
    /// The first sentence of its docs.
    pub(crate) about: String,
    /// The sentence of its message, with the names of what stands in it.
    pub(crate) message: String,
    pub(crate) particulars: Vec<Particular>,
    /// The type that holds its particulars, where it has no fields of its own.
    pub(crate) shared: Option<String>,
}

/// A named particular and what it is.
#[derive(Clone)]
pub(crate) struct Particular {
    pub(crate) name: String,
    pub(crate) about: String,
    pub(crate) of_type: String,
}

impl Variant {
    pub(crate) fn code(&self) -> String {
        snake(&self.name)
    }
}

fn snake(name: &str) -> String {
    let mut snake = String::new();
    for letter in name.chars() {
        if letter.is_uppercase() && !snake.is_empty() {
            snake.push('_');
        }
        snake.extend(letter.to_lowercase());
    }
    snake
}

/// The variants of the rejections in order.
pub(crate) fn variants(source: &str) -> Vec<Variant> {
    let mut lines = source
        .lines()
        .skip_while(|line| *line != "pub enum Rejection {")
        .skip(1)
        .take_while(|line| *line != "}");
    let (mut all, mut stage) = (Vec::new(), String::new());
    let mut next = Variant::default();
    while let Some(line) = lines.next() {
        let code = line.trim();
        if let Some(doc) = code.strip_prefix("/// ") {
            next.about = doc.to_owned();
        } else if let Some(heading) = code.strip_prefix("// ") {
            stage = heading.trim_end_matches('.').to_owned();
        } else if code.starts_with("#[error(") {
            let mut attribute = code.to_owned();
            while !attribute.ends_with(")]") {
                attribute.push('\n');
                attribute.push_str(lines.next().expect("the rest of the message").trim());
            }
            next.message = message_of(&attribute);
        } else {
            let end = code.find([' ', '(', ',']).unwrap_or(code.len());
            next.name = code[..end].to_owned();
            next.shared = code[end..]
                .strip_prefix('(')
                .map(|rest| rest.trim_end_matches([')', ',']).to_owned());
            if code.ends_with('{') {
                let fields = lines.by_ref().take_while(|line| line.trim() != "},");
                next.particulars = particulars(fields);
            }
            next.stage.clone_from(&stage);
            all.push(std::mem::take(&mut next));
        }
    }
    all
}

/// The fields of lines such as `/// The year.` and `year: FinancialYear,`.
fn particulars<'a>(lines: impl Iterator<Item = &'a str>) -> Vec<Particular> {
    let (mut all, mut about) = (Vec::new(), String::new());
    for line in lines {
        let code = line.trim();
        if let Some(doc) = code.strip_prefix("///") {
            about = format!("{about} {}", doc.trim()).trim().to_owned();
        } else if let Some((name, of_type)) = code.trim_start_matches("pub ").split_once(": ") {
            let (name, about) = (name.to_owned(), std::mem::take(&mut about));
            let of_type = of_type.trim_end_matches(',').to_owned();
            all.push(Particular {
                name,
                about,
                of_type,
            });
        } else if !code.starts_with('#') {
            about.clear();
        }
    }
    all
}

/// A type that holds the particulars of rejections.
pub(crate) struct Shared {
    /// Its sentence, where an attribute says it.
    pub(crate) message: String,
    pub(crate) particulars: Vec<Particular>,
}

/// The public structs of a file, by their names.
pub(crate) fn shared(source: &str) -> BTreeMap<String, Shared> {
    let (mut all, mut message) = (BTreeMap::new(), String::new());
    let mut lines = source.lines();
    while let Some(line) = lines.next() {
        if line.starts_with("#[error(") {
            let mut attribute = line.to_owned();
            while !attribute.ends_with(")]") {
                attribute.push('\n');
                attribute.push_str(lines.next().expect("the rest of the message").trim());
            }
            message = message_of(&attribute);
        } else if let Some(name) = line.strip_prefix("pub struct ") {
            let name = name.trim_end_matches(" {").to_owned();
            let particulars = particulars(lines.by_ref().take_while(|line| *line != "}"));
            let message = std::mem::take(&mut message);
            all.insert(
                name,
                Shared {
                    message,
                    particulars,
                },
            );
        }
    }
    all
}

/// The message of an error attribute, each hole filled with the name of what stands there.
fn message_of(attribute: &str) -> String {
    let inner = attribute
        .trim_start_matches("#[error(")
        .trim_start()
        .trim_end_matches(")]");
    let mut rest = inner.trim_start_matches('"').chars();
    let mut literal = String::new();
    while let Some(letter) = rest.next().filter(|letter| *letter != '"') {
        match letter {
            '\\' => match rest.next() {
                Some('\n') | None => {}
                Some(other) => literal.push(other),
            },
            other => literal.push(other),
        }
    }
    let mut holes = arguments(rest.as_str()).into_iter();
    let mut filled = String::new();
    let mut parts = literal.split('{');
    filled.push_str(parts.next().unwrap_or_default());
    for part in parts {
        let (hole, after) = part.split_once('}').unwrap_or((part, ""));
        let name = match hole {
            "" => holes.next().unwrap_or_default(),
            named => named.trim_end_matches(":?").to_owned(),
        };
        // What follows a word without a space is an addition that may be left out.
        let added = filled.ends_with(char::is_alphanumeric);
        let shown = if added {
            format!(" ({{{name}}})")
        } else {
            format!("{{{name}}}")
        };
        filled.push_str(&shown);
        filled.push_str(after);
    }
    filled
}

/// The names of the arguments after the literal; named ones speak for themselves.
fn arguments(text: &str) -> Vec<String> {
    let (mut all, mut depth, mut current) = (Vec::new(), 0, String::new());
    for letter in text.chars() {
        match letter {
            '(' => depth += 1,
            ')' => depth -= 1,
            _ => {}
        }
        if letter == ',' && depth == 0 {
            all.push(std::mem::take(&mut current));
        } else {
            current.push(letter);
        }
    }
    all.push(current);
    let name = |argument: &String| {
        let path = argument.trim().split('(').next()?.trim_end_matches('.');
        let owner = path.rsplit_once('.').map_or(path, |(owner, _)| owner);
        let last = owner.rsplit('.').next()?;
        (!last.is_empty() && !argument.contains(" = ")).then(|| last.to_owned())
    };
    all.iter().filter_map(name).collect()
}

/// The first line of docs of each variant of an enum, by its code.
pub(crate) fn docs_of_variants(source: &str, opening: &str) -> BTreeMap<String, String> {
    let lines = source.lines().skip_while(|line| *line != opening).skip(1);
    let (mut all, mut about) = (BTreeMap::new(), String::new());
    for line in lines.take_while(|line| *line != "}") {
        let code = line.trim();
        if let Some(doc) = code.strip_prefix("/// ") {
            about = doc.to_owned();
        } else if let Some((name, _)) = code.split_once('(') {
            all.insert(snake(name), std::mem::take(&mut about));
        }
    }
    all
}

/// The docs of the fields of the types of a source, by type and field; the first of a name counts.
pub(crate) fn docs_of_fields(source: &str) -> BTreeMap<(String, String), String> {
    let mut all = BTreeMap::new();
    for opening in source.lines().filter(|line| line.ends_with('{')) {
        let words: Vec<&str> = opening.split(' ').collect();
        let ["pub", "struct" | "enum", name, "{"] = words[..] else {
            continue;
        };
        let lines = source.lines().skip_while(|line| *line != opening).skip(1);
        for field in particulars(lines.take_while(|line| *line != "}")) {
            let known = all.entry((name.to_owned(), field.name));
            known.or_insert(field.about);
        }
    }
    all
}

/// Scenarios that end in a refusal, by the code they name.
pub(crate) fn scenarios(folder: &Path, root: &Path) -> BTreeMap<String, Vec<String>> {
    let mut files = Vec::new();
    gather(folder, &mut files);
    files.sort();
    let mut by_code: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for path in files {
        let in_no = path.parent().is_some_and(|folder| folder.ends_with("no"));
        if !in_no || path.extension().is_none_or(|ending| ending != "toml") {
            continue;
        }
        let text = std::fs::read_to_string(&path).expect("a scenario");
        let place = path.strip_prefix(root).expect("below the root");
        for word in text.split('"').filter(|word| word.contains('_')) {
            let known = by_code.entry(word.to_owned()).or_default();
            let place = place.to_string_lossy().replace('\\', "/");
            if !known.contains(&place) {
                known.push(place);
            }
        }
    }
    by_code
}

/// Every file under a folder.
pub(crate) fn gather(folder: &Path, into: &mut Vec<std::path::PathBuf>) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            gather(&path, into);
        } else {
            into.push(path);
        }
    }
}

/// The blocks of code of a page in one language.
pub(crate) fn code_blocks(page: &str, language: &str) -> Vec<String> {
    let opening = format!("```{language}\n");
    let after = page.split(&opening).skip(1);
    after
        .filter_map(|rest| rest.split_once("```"))
        .map(|(block, _)| block.to_owned())
        .collect()
}

/// The files that a page links to, outside its blocks of code.
pub(crate) fn file_links(page: &str) -> Vec<String> {
    let prose: String = page.split("```").step_by(2).collect();
    let targets = prose.split("](").skip(1).filter_map(|rest| {
        let (target, _) = rest.split_once(')')?;
        Some(target.split('#').next()?.to_owned())
    });
    let elsewhere =
        |target: &String| target.is_empty() || target.contains("::") || target.contains("//");
    targets.filter(|target| !elsewhere(target)).collect()
}
