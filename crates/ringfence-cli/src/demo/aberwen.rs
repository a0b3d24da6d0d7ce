//! Aberwen: two closed years, one open, and what four rule books would do with it.

use ringfence::noun::StreamId;
use ringfence::view;
use ringfence::word::FinancialYear;

use super::compared::Planned;
use super::{
    compared, evidence, finding, from_start, gain, question, standing, total, why, year_end,
};
use crate::failure::Failure;
use crate::loaded::Loaded;
use crate::show::{heading, printed};
use crate::tree::Tree;

pub(super) fn shown(aberwen: &Loaded) -> Result<String, Failure> {
    let tree = Tree::of(aberwen).with_names_without(" (invented)");
    let ledger = aberwen.book.ledger();
    let open = ledger.open_year().ok_or_else(|| lacking("an open year"))?;
    let cluster: StreamId = "cluster"
        .parse()
        .map_err(|_| lacking("a stream called cluster"))?;
    let title = heading("Aberwen: an invented country, no figure of it is real");
    let mut parts = vec![
        title + "Boards stand below the government, clusters below their board.\n",
        printed(&total::totals(aberwen)),
    ];
    for year in ledger.closed_years() {
        parts.extend(closed_year(aberwen, &tree, &cluster, year)?);
    }
    parts.extend(open_year(aberwen, &tree, open)?);
    let plans = compared::plans(ledger, open)?;
    parts.extend(four_books(&plans, &tree, &cluster, open));
    parts.push(heading("Asked by name, and opened to the entries"));
    parts.extend(question::asked(aberwen, open)?);
    let title = "Had another rule book been in force from the start";
    let years: Vec<FinancialYear> = ledger.closed_years().into_iter().chain([open]).collect();
    let kept = from_start::kept(aberwen, &tree, &cluster, &years)?;
    parts.extend([heading(title), printed(&kept)]);
    parts.extend([heading("Why"), why::three(&plans)?]);
    let title = "What a plan asks when something is not recorded";
    parts.extend([heading(title), evidence::asked(aberwen, open)?]);
    Ok(parts.join("\n"))
}

fn closed_year(
    aberwen: &Loaded,
    tree: &Tree,
    stream: &StreamId,
    year: FinancialYear,
) -> Result<[String; 4], Failure> {
    let ledger = aberwen.book.ledger();
    let book = year_end::book_of(ledger, year);
    let gained = (book, view::who_benefits(ledger, year));
    Ok([
        heading(&format!("{year}, as it was closed")),
        printed(&standing::positions(aberwen, tree, stream, &[year])?),
        printed(&year_end::closed(ledger, tree, stream, year)),
        printed(&gain::gains(&[gained], tree)),
    ])
}

fn open_year(aberwen: &Loaded, tree: &Tree, open: FinancialYear) -> Result<Vec<String>, Failure> {
    let mut parts = vec![heading(&format!("{open}, still open"))];
    let years = standing::years_with_money(aberwen)?;
    for (stream, year) in years.iter().filter(|(_, year)| *year == open) {
        let positions = standing::positions(aberwen, tree, stream, &[*year])?;
        parts.push(printed(&positions));
    }
    parts.push(printed(&finding::found(aberwen.book.ledger(), tree)?));
    Ok(parts)
}

fn four_books(
    plans: &[Planned],
    tree: &Tree,
    stream: &StreamId,
    open: FinancialYear,
) -> [String; 4] {
    let gains = plans
        .iter()
        .map(|it| (it.name.clone(), view::who_would_benefit(&it.plan)));
    [
        heading(&format!("What four rule books would do with {open}")),
        printed(&compared::kept(plans, tree, stream)),
        printed(&compared::lapsed(plans, tree, stream)),
        printed(&gain::gains(&gains.collect::<Vec<_>>(), tree)),
    ]
}

fn lacking(what: &'static str) -> Failure {
    Failure::Lacking {
        folder: "aberwen".to_owned(),
        what,
    }
}
