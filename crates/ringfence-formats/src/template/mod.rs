//! An empty workbook to fill in.

mod workbook;

pub use workbook::template_of;
