//! Both seeds, one after the other.

use std::path::Path;

use super::{aberwen, wales};
use crate::answer::Answer;
use crate::failure::Failure;
use crate::loaded::Loaded;

/// Shows both seeds of a folder.
pub(crate) fn demo(seeds: &Path) -> Answer {
    match shown(seeds) {
        Ok(text) => Answer::Well(text),
        Err(failure) => Answer::Faults(format!("{failure}\n")),
    }
}

fn shown(seeds: &Path) -> Result<String, Failure> {
    let real = Loaded::from(&seeds.join("wales"))?;
    let invented = Loaded::from(&seeds.join("aberwen"))?;
    Ok(format!(
        "{}\n{}",
        wales::shown(&real)?,
        aberwen::shown(&invented)?
    ))
}
