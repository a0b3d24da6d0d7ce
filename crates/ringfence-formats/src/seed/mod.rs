//! Seed folders: from CSV files to drafts with their places.

mod book;
mod circle;
mod fault;
mod file;
mod folder;
mod order;
mod place;
mod row;
mod sheet;
mod step;

pub use fault::{SeedFault, SeedFaults};
pub use file::SeedFile;
pub use folder::SeedFolder;
pub use place::Place;
pub use step::{Seed, SeedRow, SeedStep};
