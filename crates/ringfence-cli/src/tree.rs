//! Bodies in the order of the tree, with their names.

use ringfence::journal::Act;
use ringfence::noun::BodyId;

use crate::loaded::Loaded;

/// The bodies of a seed, each below the one above it.
#[derive(Debug)]
pub(crate) struct Tree {
    pub(crate) bodies: Vec<Branch>,
}

/// One body and how far below the root it stands.
#[derive(Clone, Debug)]
pub(crate) struct Branch {
    pub(crate) id: BodyId,
    parent: Option<BodyId>,
    depth: usize,
    name: String,
}

impl Branch {
    /// Its name, indented by how far it stands below the uppermost one shown.
    fn shown(&self, uppermost: usize) -> String {
        format!(
            "{}{}",
            "  ".repeat(self.depth.saturating_sub(uppermost)),
            self.name
        )
    }
}

impl Tree {
    pub(crate) fn of(loaded: &Loaded) -> Tree {
        let listed: Vec<Branch> = loaded
            .acts(|act| match act {
                Act::AddBody(body) => Some(body),
                _ => None,
            })
            .map(|(draft, body)| Branch {
                id: body.id.clone(),
                parent: body.parent.clone(),
                depth: 0,
                name: draft
                    .text
                    .name
                    .as_deref()
                    .unwrap_or(body.id.as_str())
                    .to_owned(),
            })
            .collect();
        let mut bodies = Vec::new();
        let mut next: Vec<(Branch, usize)> = below(None, &listed, 0);
        while let Some((mut branch, depth)) = next.pop() {
            next.extend(below(Some(&branch.id), &listed, depth + 1));
            branch.depth = depth;
            bodies.push(branch);
        }
        Tree { bodies }
    }

    /// The same tree, whose names do not repeat at their end what a heading says once.
    pub(crate) fn with_names_without(mut self, said: &str) -> Tree {
        for branch in &mut self.bodies {
            let kept = branch.name.strip_suffix(said).map(str::to_owned);
            branch.name = kept.unwrap_or_else(|| std::mem::take(&mut branch.name));
        }
        self
    }

    /// Those bodies that are wanted, each with its name as it is shown: indented below the
    /// uppermost of them.
    pub(crate) fn shown(&self, wanted: impl Fn(&Branch) -> bool) -> Vec<(&Branch, String)> {
        let wanted: Vec<&Branch> = self.bodies.iter().filter(|branch| wanted(branch)).collect();
        let uppermost = wanted.iter().map(|branch| branch.depth).min().unwrap_or(0);
        wanted
            .into_iter()
            .map(|branch| (branch, branch.shown(uppermost)))
            .collect()
    }

    /// The name of a body; its id where it has none.
    pub(crate) fn name_of<'a>(&'a self, id: &'a str) -> &'a str {
        let found = self.bodies.iter().find(|branch| branch.id.as_str() == id);
        found.map_or(id, |branch| &branch.name)
    }
}

/// The bodies right below one, the last first.
fn below(above: Option<&BodyId>, listed: &[Branch], depth: usize) -> Vec<(Branch, usize)> {
    let children = listed
        .iter()
        .rev()
        .filter(|branch| branch.parent.as_ref() == above);
    children.map(|branch| (branch.clone(), depth)).collect()
}
