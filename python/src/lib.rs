//! The Python face of ringfence. Nothing here decides anything: each function takes, calls the
//! core and gives. The package `ringfence` re-exports what people use; this module is private.

mod actuals;
mod allocation_table;
mod apportion;
mod arrow_in;
mod asked;
mod asked_actuals;
mod book;
mod committee;
mod compared;
mod draft;
mod error;
mod explained;
mod give;
mod html;
mod kept;
mod let_go;
mod listed;
mod mainstreamed;
mod plan;
mod question;
mod rules;
mod schedule;
mod seed;
mod sheet;
mod stored;
mod take;
mod three_years;
mod workbook;

/// The compiled half of the package `ringfence`.
#[pyo3::pymodule]
mod _ringfence {
    #[pymodule_export]
    use crate::actuals::{Actuals, agree};
    #[pymodule_export]
    use crate::allocation_table::read_allocation_table;
    #[pymodule_export]
    use crate::apportion::apportion;
    #[pymodule_export]
    use crate::arrow_in::book_of_journal;
    #[pymodule_export]
    use crate::book::Book;
    #[pymodule_export]
    use crate::committee::committee_return;
    #[pymodule_export]
    use crate::draft::{Draft, codes, fields, words};
    #[pymodule_export]
    use crate::html::html;
    #[pymodule_export]
    use crate::kept::{releases, stopping};
    #[pymodule_export]
    use crate::mainstreamed::{joint, mainstreamed};
    #[pymodule_export]
    use crate::plan::Plan;
    #[pymodule_export]
    use crate::question::{Answer, answer, questions};
    #[pymodule_export]
    use crate::rules::{Reform, RuleBook};
    #[pymodule_export]
    use crate::schedule::allocation_schedule;
    #[pymodule_export]
    use crate::seed::{Reading, RowCount, Seed, template, ways_of_writing};
    #[pymodule_export]
    use crate::sheet::Sheet;
    #[pymodule_export]
    use crate::stored::{
        checkpoint, create_book, let_go, open_book, read_checkpoint, refresh, sign_checkpoint,
        snapshot, verify, verify_checkpoint,
    };
    #[pymodule_export]
    use crate::three_years::{fixed_terms, plan_against_actual, plan_lines, plans};
    #[pymodule_export]
    use crate::workbook::workbook;
}
