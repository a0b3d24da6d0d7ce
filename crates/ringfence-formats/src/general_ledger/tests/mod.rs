//! Months at Upland, worked out by hand. Aberwen is invented, and so are its figures.

mod book;
mod months;
mod no;
