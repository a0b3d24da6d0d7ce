//! The names that a file defines and the functions it has, read from its code.

use crate::source::Source;

/// A word or a single sign of code.
#[derive(Debug)]
pub(crate) struct Token {
    pub(crate) line: usize,
    pub(crate) text: String,
}

/// A name that a file of ours gives to something.
#[derive(Debug)]
pub(crate) struct Definition {
    pub(crate) line: usize,
    pub(crate) kind: &'static str,
    pub(crate) name: String,
}

/// A function, and where it ends.
#[derive(Debug)]
pub(crate) struct Function {
    pub(crate) name: String,
    pub(crate) first_line: usize,
    pub(crate) last_line: usize,
    /// The line of the opening brace.
    pub(crate) body_line: usize,
    pub(crate) parameters: String,
    pub(crate) is_public: bool,
}

const KEYWORDS: [&str; 8] = [
    "struct", "enum", "trait", "type", "fn", "const", "static", "mod",
];

pub(crate) fn tokens(source: &Source) -> Vec<Token> {
    let mut found: Vec<Token> = Vec::new();
    for (line, text) in source.numbered() {
        let mut in_word = false;
        for letter in text.code.chars() {
            let word = letter.is_alphanumeric() || letter == '_';
            match found.last_mut() {
                Some(last) if word && in_word => last.text.push(letter),
                _ if letter.is_whitespace() => {}
                _ => found.push(Token {
                    line,
                    text: letter.to_string(),
                }),
            }
            in_word = word;
        }
    }
    found
}

pub(crate) fn definitions(source: &Source) -> Vec<Definition> {
    let tokens = without_attributes(tokens(source));
    let mut found = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        let Some(kind) = KEYWORDS.into_iter().find(|word| *word == token.text) else {
            continue;
        };
        let Some(name) = tokens.get(at + 1).filter(|next| is_name(next)) else {
            continue;
        };
        found.push(Definition {
            line: name.line,
            kind,
            name: name.text.clone(),
        });
        if matches!(kind, "struct" | "enum") {
            found.extend(members(&tokens[at..], kind));
        }
    }
    found
}

/// The fields of a struct, the variants of an enum and their fields.
fn members(tokens: &[Token], kind: &str) -> Vec<Definition> {
    let ends = |token: &Token| matches!(token.text.as_str(), "{" | ";" | "(");
    let Some(opens) = tokens
        .iter()
        .position(ends)
        .filter(|at| tokens[*at].text == "{")
    else {
        return Vec::new();
    };
    let closes = matching(tokens, opens);
    let mut found = Vec::new();
    let mut depth = 0;
    for at in opens..closes {
        match tokens[at].text.as_str() {
            "{" | "(" | "[" => depth += 1,
            "}" | ")" | "]" => depth -= 1,
            _ if !is_name(&tokens[at]) => {}
            _ => {
                let follows = |by: usize| tokens.get(at + by).map_or("", |next| &next.text);
                let is_field = follows(1) == ":" && follows(2) != ":" && tokens[at - 1].text != ":";
                let first = matches!(tokens[at - 1].text.as_str(), "{" | ",");
                let is_variant = kind == "enum" && depth == 1 && first;
                let kind = if is_field { "field" } else { "variant" };
                if is_field || is_variant {
                    found.push(Definition {
                        line: tokens[at].line,
                        kind,
                        name: tokens[at].text.clone(),
                    });
                }
            }
        }
    }
    found
}

pub(crate) fn functions(source: &Source) -> Vec<Function> {
    let tokens = tokens(source);
    let starts = tokens
        .iter()
        .enumerate()
        .filter(|(at, token)| token.text == "fn" && tokens.get(at + 1).is_some_and(is_name));
    starts.filter_map(|(at, _)| function(&tokens, at)).collect()
}

fn function(tokens: &[Token], at: usize) -> Option<Function> {
    let after_name = at + 2;
    let opens = match tokens.get(after_name)?.text.as_str() {
        "<" => matching(tokens, after_name) + 1,
        _ => after_name,
    };
    let closes = matching(tokens, opens);
    let ends = |token: &Token| matches!(token.text.as_str(), "{" | ";");
    let body = closes + tokens.get(closes..)?.iter().position(ends)?;
    let last = match tokens[body].text.as_str() {
        "{" => matching(tokens, body),
        _ => body,
    };
    let text = |token: &Token| token.text.clone();
    let parameters: Vec<_> = tokens[opens..=closes.min(tokens.len() - 1)]
        .iter()
        .map(text)
        .collect();
    let qualifiers = tokens[..at].iter().rev();
    let mut qualifiers =
        qualifiers.skip_while(|token| matches!(token.text.as_str(), "const" | "async"));
    Some(Function {
        name: tokens[at + 1].text.clone(),
        first_line: tokens[at].line,
        last_line: tokens.get(last)?.line,
        body_line: tokens[body].line,
        parameters: parameters.join(" "),
        is_public: qualifiers.next().is_some_and(|token| token.text == "pub"),
    })
}

/// Where the bracket closes that opens at `at`; the last token where none does.
fn matching(tokens: &[Token], at: usize) -> usize {
    let Some(opening) = tokens.get(at).map(|token| token.text.clone()) else {
        return at;
    };
    let closing = match opening.as_str() {
        "{" => "}",
        "(" => ")",
        "[" => "]",
        _ => ">",
    };
    let mut depth = 0;
    for (place, token) in tokens.iter().enumerate().skip(at) {
        let is_arrow = token.text == ">" && tokens[place - 1].text == "-";
        if token.text == opening {
            depth += 1;
        } else if token.text == closing && !is_arrow {
            depth -= 1;
        }
        if depth == 0 {
            return place;
        }
    }
    tokens.len() - 1
}

fn without_attributes(tokens: Vec<Token>) -> Vec<Token> {
    let mut kept = Vec::with_capacity(tokens.len());
    let mut skip_to = 0;
    for at in 0..tokens.len() {
        let opens = |by: usize| tokens.get(at + by).is_some_and(|next| next.text == "[");
        if at >= skip_to && tokens[at].text == "#" && opens(1) {
            skip_to = matching(&tokens, at + 1) + 1;
        }
        kept.push(at >= skip_to);
    }
    let mut keep = kept.into_iter();
    tokens
        .into_iter()
        .filter(|_| keep.next() == Some(true))
        .collect()
}

fn is_name(token: &Token) -> bool {
    let starts = token
        .text
        .starts_with(|letter: char| letter.is_alphabetic() || letter == '_');
    starts && !KEYWORDS.contains(&token.text.as_str()) && token.text != "_"
}

#[test]
fn names_are_found_in_structs_enums_and_functions() {
    let text = "pub struct A<T> { pub(crate) b: Vec<c::D>, #[x(y = 1)] e: u8 }\n\
                enum F { G, H(I), J { k: u8 } }\nmod l;\nconst fn m(n: fn(u8)) -> u8 { 0 }";
    let names: Vec<_> = definitions(&Source::new("a.rs", text))
        .into_iter()
        .map(|definition| definition.name)
        .collect();
    assert_eq!(names, ["A", "b", "e", "F", "G", "H", "J", "k", "l", "m"]);
}

#[test]
fn functions_are_found_with_their_ends() {
    let text = "impl A {\n    pub const fn b<F: Fn(u8) -> bool>(\n        f: F,\n    ) -> u8 {\n\
                1\n    }\n    fn c();\n}";
    let found = functions(&Source::new("a.rs", text));
    assert_eq!((found[0].first_line, found[0].last_line), (2, 6));
    assert_eq!(found[0].parameters, "( f : F , )");
    assert!(found[0].is_public);
    assert_eq!((found[1].name.as_str(), found[1].last_line), ("c", 7));
    assert!(!found[1].is_public);
}
