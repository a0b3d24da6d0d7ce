//! Seeds: from folders, workbooks, JSON lines and frames to drafts with their places.

mod alias;
mod book;
mod cells;
mod circle;
mod close;
mod column;
mod column_map;
mod fault;
mod file;
mod folder;
#[cfg(feature = "arrow")]
mod frame;
mod json_lines;
mod order;
mod place;
mod reader;
mod reading;
mod row;
mod row_draft;
mod row_end;
mod spelling;
mod step;
#[cfg(feature = "xlsx")]
mod workbook;
mod written;

pub use alias::Aliases;
pub use column_map::ColumnMap;
pub use fault::{SeedFault, SeedFaults};
pub use file::{SeedFile, UnknownKind};
pub use folder::SeedFolder;
pub use place::Place;
pub use reader::SeedReader;
pub use reading::Reading;
pub use step::{Seed, SeedRow, SeedStep};
pub use written::{Written, WrittenError};
