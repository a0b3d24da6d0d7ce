//! The invented country, checked against the figures that were worked by hand in its README, and
//! the figures of Wales as their sources state them.

use std::fs;
use std::path::{Path, PathBuf};

use ringfence::journal::{Act, ActKind, Header};
use ringfence::law::{Outcome, RuleBook};
use ringfence::noun::{StatedUnit, Wording};
use ringfence::state::Closing;
use ringfence::state::{Decision, ItemKind, Ledger, Plan, Rules, Selection};
use ringfence::view;
use ringfence::word::{FinancialYear, Money};
use ringfence_formats::{SeedFolder, SeedStep, exactly_in, stated_sum};
use ringfence_store::{Book, MemoryStore, Step};

/// The kinds of act that do not happen in Aberwen, each with the reason.
const NOT_IN_ABERWEN: &[(ActKind, &str)] = &[
    (ActKind::TakeOn, "it begins with its letters"),
    (ActKind::Redact, "a folder numbers no entries"),
];

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("seeds")
        .join(name)
}

fn year(text: &str) -> FinancialYear {
    text.parse().expect("a year of the test")
}

/// The book of a seed, and the plan of each close that stands, right before it.
fn filled(name: &str) -> (Book<MemoryStore>, Vec<Plan>) {
    let seed = SeedFolder::read(folder(name)).expect("the seed is read");
    let header = Header::new("GBP").expect("a currency");
    let mut book = Book::create(MemoryStore::new(), header).expect("an empty store");
    let mut plans = Vec::new();
    for row in &seed.rows {
        let step = match &row.step {
            SeedStep::Post(draft) => Step::Post(draft.clone()),
            SeedStep::Close {
                year,
                effective,
                book: rules,
            } => {
                plans.retain(|plan: &Plan| plan.year() != *year);
                plans.push(book.ledger().plan_close(*year, rules).expect("a plan"));
                Step::Close {
                    year: *year,
                    closing: Closing::on(*effective),
                    book: (**rules).clone(),
                }
            }
        };
        if let Err(fault) = book.post_all(&[step]) {
            panic!("{}: {fault:?}", row.place);
        }
    }
    (book, plans)
}

/// The rows of the first table after a heading of the README.
fn rows_after(heading: &str) -> Vec<Vec<String>> {
    let readme = fs::read_to_string(folder("aberwen").join("README.md")).expect("the README");
    let after = readme
        .find(heading)
        .unwrap_or_else(|| panic!("no heading {heading:?}"));
    let lines = readme[after..]
        .lines()
        .skip_while(|line| !line.starts_with("| "));
    let rows = lines
        .take_while(|line| line.starts_with('|'))
        .filter(|line| !line.contains("--:"));
    rows.skip(1)
        .map(|line| {
            let plain = line.replace('*', "").replace('−', "-").replace('`', "");
            let cells = plain.trim_matches('|').split('|').map(str::trim);
            cells.map(str::to_owned).collect()
        })
        .collect()
}

/// The same where each row is words, then thousands of pounds.
fn by_hand(heading: &str) -> Vec<(String, Vec<Money>)> {
    let rows = rows_after(heading).into_iter();
    rows.map(|cells| {
        let (name, figures) = cells.split_first().expect("a name");
        let name = name.replace(" (own)", "");
        (name, figures.iter().map(|cell| thousands(cell)).collect())
    })
    .collect()
}

/// `182`, or a sum worked out: `73 + 54 + 52 + 3 = 182`.
fn thousands(cell: &str) -> Money {
    let result = cell.rsplit('=').next().expect("a figure").trim();
    format!("{result}000").parse().expect("whole thousands")
}

fn of(body: &str, stream: &str, in_year: FinancialYear) -> Selection {
    Selection {
        body: (body != "all").then(|| body.parse().expect("a body")),
        stream: Some(stream.parse().expect("a stream")),
        year: Some(in_year),
        ..Selection::default()
    }
}

fn sum(sums: &[Money]) -> Money {
    Money::total(sums.iter().copied()).expect("within range")
}

/// given and spent of a body, or of all.
fn given_and_spent(ledger: &Ledger, body: &str, in_year: FinancialYear) -> [Money; 2] {
    let at = ledger
        .position(&of(body, "cluster", in_year))
        .expect("a position");
    let taken = [at.passed_down.negated(), at.vired_out.negated()];
    [
        sum(&[at.allocated, at.vired_in, taken[0], taken[1]]),
        at.spent,
    ]
}

fn on(body: &str) -> impl Fn(&Decision) -> bool {
    move |one| {
        one.line.stream.as_str() == "cluster" && (body == "all" || one.line.body.as_str() == body)
    }
}

/// owed, slippage, earmarked, held and free less overspent.
fn by_kind(plan: &Plan, body: &str) -> [Money; 5] {
    let sum_of = |kinds: &[ItemKind]| {
        let all = plan
            .decisions()
            .iter()
            .filter(|one| on(body)(one) && kinds.contains(&one.kind));
        sum(&all.map(|one| one.amount).collect::<Vec<_>>())
    };
    [
        sum_of(&[ItemKind::Commitment]),
        sum_of(&[ItemKind::Slippage]),
        sum_of(&[ItemKind::Earmark]),
        sum_of(&[ItemKind::Hold]),
        sum_of(&[ItemKind::Free, ItemKind::Deficit]),
    ]
}

#[test]
fn the_closed_years_of_aberwen_are_as_worked_by_hand() {
    let (book, plans) = filled("aberwen");
    for (plan, heading) in plans
        .iter()
        .zip(["## 2016-17, as closed", "## 2017-18, as closed"])
    {
        let rows = by_hand(heading);
        assert_eq!(rows.len(), 9, "{heading}");
        for (body, figures) in rows {
            let [given, spent] = given_and_spent(book.ledger(), &body, plan.year());
            let mut found = vec![given, spent];
            found.extend(by_kind(plan, &body));
            let at = book
                .ledger()
                .position(&of(&body, "cluster", plan.year()))
                .expect("there");
            found.push(at.lapsed);
            let orders = |one: &Decision| on(&body)(one) && one.kind == ItemKind::Commitment;
            found.push(plan.sum_of(Outcome::Lapse, orders));
            assert_eq!(found, figures, "{body}, {heading}");
            assert!(at.available.is_zero() && at.committed.is_zero() && at.held.is_zero());
        }
    }
}

#[test]
fn who_gained_in_2016_17_is_as_worked_by_hand() {
    let (_, plans) = filled("aberwen");
    let rows = by_hand("Other streams lapse as well");
    assert_eq!(rows.len(), 3);
    for (body, figures) in rows {
        let benefits = plans[0].benefits();
        let own: Vec<_> = benefits
            .iter()
            .filter(|one| one.body.as_str() == body)
            .collect();
        let total = |part: fn(&ringfence::state::Benefit) -> Money| {
            sum(&own.iter().map(|one| part(one)).collect::<Vec<_>>())
        };
        let found = [
            total(|one| one.own),
            total(|one| one.fell_in),
            total(|one| one.met),
        ];
        assert_eq!(found.to_vec(), figures, "{body}");
    }
}

#[test]
fn the_open_year_of_aberwen_is_as_worked_by_hand() {
    let (book, _) = filled("aberwen");
    let open = year("2018-19");
    assert_eq!(book.ledger().open_year(), Some(open));
    let rules = RuleBook::preset("wales-2016").expect("a preset");
    let plan = book.ledger().plan_close(open, &rules).expect("a plan");
    let rows = by_hand("## 2018-19, open");
    assert_eq!(rows.len(), 9);
    for (body, figures) in rows {
        let mut found = given_and_spent(book.ledger(), &body, open).to_vec();
        let kinds = by_kind(&plan, &body);
        found.extend(kinds);
        found.push(sum(&kinds));
        assert_eq!(found, figures, "{body}");
        let at = book
            .ledger()
            .position(&of(&body, "cluster", open))
            .expect("a position");
        assert_eq!(
            at.committed,
            sum(&kinds[..2]),
            "{body}: owed and slippage still committed"
        );
    }
}

#[test]
fn what_each_rule_book_keeps_is_as_worked_by_hand() {
    let (book, _) = filled("aberwen");
    let bodies = [
        "north", "moor", "valley", "harbour", "sands", "island", "upland", "seaward",
    ];
    let rows = by_hand("Until the close, slippage still stands as committed.");
    assert_eq!(rows.len(), 4);
    for (name, figures) in rows {
        let rules = RuleBook::preset(&name).expect("a preset");
        let plan = book
            .ledger()
            .plan_close(year("2018-19"), &rules)
            .expect("a plan");
        assert_eq!(plan.blockers(), [], "{name}");
        let all = bodies.iter().chain(&["all"]);
        let kept = all
            .map(|body| plan.sum_of(Outcome::RollOver, on(body)))
            .collect::<Vec<_>>();
        assert_eq!(kept, figures, "{name}");
        let lapsed = plan.sum_of(Outcome::Lapse, on("all"));
        let to_core =
            |one: &Decision| matches!(one.line.stream.as_str(), "pathfinder" | "community");
        let to_core = plan.sum_of(Outcome::Lapse, to_core);
        assert_eq!(to_core, thousands("54"), "{name}: 25 + 5 and 18 + 6");
        let at_home =
            |one: &Decision| matches!(one.line.stream.as_str(), "home-first" | "home-services");
        let at_home = plan.sum_of(Outcome::Lapse, at_home);
        let hand: Money = "11100".parse().expect("a sum");
        assert_eq!(at_home, hand, "{name}: 3.6 + 2.5 + 3 and 2");
        assert_eq!(sum(&[lapsed, kept[8]]), thousands("377"), "{name}");
        let parts = [lapsed, to_core, at_home].map(Money::negated);
        let other = sum(&[&[plan.lapsed()], &parts[..]].concat());
        assert_eq!(
            other,
            thousands("70"),
            "{name}: 15 + 6 + 20 + 10 + 15 of other streams, and the 4 of Green Steps"
        );
    }
}

#[test]
fn the_proposal_from_the_start_keeps_what_was_worked_by_hand() {
    let (book, _) = filled("aberwen");
    let rules = |name| Rules::Book(RuleBook::preset(name).expect("a preset"));
    let rows = by_hand("## Had the proposal been in force from the start");
    let years: Vec<FinancialYear> = rows.iter().map(|(name, _)| year(name)).collect();
    let entries = book.entries().expect("a store in memory");
    let (baseline, proposal) = (rules("wales-2016"), [rules("bma-2017")]);
    let compared = book
        .ledger()
        .compare(&entries, &baseline, &proposal, &years);
    let compared = compared.expect("a comparison");
    for (name, figures) in rows {
        let kept = ["north", "sands", "all"].map(|body| {
            let own = compared.rows.iter().filter(|row| {
                row.year == year(&name) && (body == "all" || row.line.body.as_str() == body)
            });
            sum(&own.map(|row| row.kept_by_reform).collect::<Vec<_>>())
        });
        assert_eq!(kept.to_vec(), figures, "{name}");
    }
    assert!(
        compared
            .rows
            .iter()
            .all(|row| row.kept_by_baseline.is_zero())
    );
}

#[test]
fn what_is_owed_and_not_kept_is_unfunded_in_the_next_year() {
    let (book, _) = filled("aberwen");
    let expected = [
        ("wales-2016", "35"),
        ("bma-2017", "17"),
        ("bma-2017-attached", "5"),
        ("committee-2017", "0"),
    ];
    for (name, unfunded) in expected {
        let rules = RuleBook::preset(name).expect("a preset");
        let plan = book
            .ledger()
            .plan_close(year("2018-19"), &rules)
            .expect("a plan");
        let orders = |one: &Decision| on("all")(one) && one.kind == ItemKind::Commitment;
        let found = plan.sum_of(Outcome::Lapse, orders);
        assert_eq!(found, thousands(unfunded), "{name}");
    }
}

#[test]
fn every_kind_of_act_happens_in_aberwen() {
    let (book, _) = filled("aberwen");
    let entries = book.entries().expect("a store in memory");
    let journal = view::journal(&entries).expect("a journal");
    let happened: Vec<_> = journal.cells_of("kind").map(ToString::to_string).collect();
    let kinds = ActKind::WORDS.iter().map(|(_, kind)| *kind);
    let missing: Vec<_> = kinds
        .filter(|kind| !happened.iter().any(|event| event == kind.event_word()))
        .collect();
    let said: Vec<_> = NOT_IN_ABERWEN.iter().map(|(kind, _)| *kind).collect();
    assert_eq!(missing, said);
}

#[test]
fn what_happens_on_the_way_is_as_worked_by_hand() {
    let (book, _) = filled("aberwen");
    let rows = rows_after("## On the way");
    assert_eq!(rows.len(), 25);
    for row in rows {
        let [day, body, stream, in_year, what, pounds] = row.as_slice() else {
            panic!("not six cells: {row:?}");
        };
        let of = Selection {
            as_at: day.parse().ok(),
            ..of(body, stream, year(in_year))
        };
        let at = book.ledger().position(&of).expect("a position");
        let found = match what.as_str() {
            "spent" => at.spent,
            "left" => at.available,
            "committed" => at.committed,
            "lapsed" => at.lapsed,
            "reverted" => at.reverted,
            other => panic!("no figure is called {other:?}"),
        };
        let expected: Money = pounds.replace(',', "").parse().expect("pounds");
        assert_eq!(found, expected, "{row:?}");
    }
}

#[test]
fn what_was_found_on_the_way_was_cured() {
    let (book, _) = filled("aberwen");
    let expected = [
        ("2017-02-12", "in_suspense", "upland", "£1,500.00"),
        ("2017-11-30", "over_committed", "moor", "£300.00"),
        ("2017-11-30", "pass_down_above_base", "upland", "£4,000.00"),
        ("2018-01-15", "over_committed", "upland", "£4,000.00"),
        ("2018-04-01", "over_committed", "upland", "£4,000.00"),
    ];
    let found = |day: &str, of: [&str; 3]| {
        let table = view::findings(book.ledger(), day.parse().ok()).expect("findings");
        let rows = (0..table.rows.len()).filter(|row| {
            let cells = ["finding", "body", "amount"].map(|column| table.find(*row, column));
            let told = cells.map(|cell| cell.expect("a cell").to_string());
            told == of
        });
        rows.count()
    };
    for (day, finding, body, amount) in expected {
        let of = [finding, body, amount];
        assert_eq!(found(day, of), 1, "{of:?} on {day}");
        assert_eq!(found("2018-04-20", of), 0, "{of:?}");
    }
}

#[test]
fn what_a_partner_gave_goes_back_in_its_part() {
    let (book, _) = filled("aberwen");
    let ledger = book.ledger();
    let table = view::contributions(ledger, year("2017-18"));
    let told = |column: &str| table.find(0, column).map(ToString::to_string);
    assert_eq!(told("id").as_deref(), Some("transport-share"));
    assert_eq!(told("gone_back").as_deref(), Some("£1,000.00"));
    let with_its_part = Selection {
        parts: true,
        ..of("seaward", "winter-care", year("2017-18"))
    };
    let at = ledger.position(&with_its_part).expect("a position");
    assert_eq!(at.spent, thousands("33 + 5 = 38"));
    let estates = |at: &str| ledger.position(&of("upland", "estates", year(at)));
    let [gives, has] = ["2016-17", "2017-18"].map(|at| estates(at).expect("a position"));
    assert_eq!(
        [gives.re_provided, has.re_provided],
        ["-6", "6"].map(thousands)
    );
    assert_eq!([gives.lapsed, has.lapsed], ["20", "5"].map(thousands));
}

#[test]
fn what_posts_cost_is_as_worked_by_hand() {
    let (book, _) = filled("aberwen");
    let expected = [
        ("2017-18", "clerk-post", "£10,000.00", "£0.00"),
        ("2017-18", "clerk-exit", "£4,000.00", "£0.00"),
        ("2017-18", "link-post", "£10,000.00", "£10,000.00"),
        ("2018-19", "planner-post", "£21,000.00", "£15,000.00"),
    ];
    for (in_year, commitment, cost, more) in expected {
        let table = view::posts(book.ledger(), year(in_year), None);
        let told = |row: usize, column| table.find(row, column).expect("a cell").to_string();
        let row = (0..table.rows.len()).find(|row| told(*row, "commitment") == commitment);
        let row = row.unwrap_or_else(|| panic!("no row of {commitment}"));
        let found = ["in_year", "full_year_effect"].map(|column| told(row, column));
        assert_eq!(found, [cost, more], "{commitment}");
    }
}

#[test]
fn the_figures_of_wales_are_as_their_sources_state_them() {
    let (book, _) = filled("wales");
    let ledger = book.ledger();
    assert_eq!(ledger.open_year(), None);
    let stated = [
        ("2014-15", "0"),
        ("2015-16", "272000"),
        ("2016-17", "453000"),
        ("2017-18", "453000"),
    ];
    for (in_year, pounds) in stated {
        let at = ledger
            .position(&of("powys", "cluster", year(in_year)))
            .expect("a position");
        assert_eq!(Ok(at.allocated), pounds.parse(), "{in_year}");
    }
    let seed = SeedFolder::read(folder("wales")).expect("the seed");
    let mut differences = Vec::new();
    for row in &seed.rows {
        let SeedStep::Post(draft) = &row.step else {
            panic!("nothing is closed in Wales")
        };
        assert!(draft.text.source.is_some(), "{} names no source", row.place);
        if let Act::PublishTotal(total) = &draft.act {
            let parts = of("all", total.stream.as_str(), total.year);
            let parts = ledger.position(&parts).expect("a position").allocated;
            let difference = sum(&[total.amount, parts.negated()]);
            let shown = stated_sum(
                difference,
                Some(exactly_in(difference, StatedUnit::Millions)),
            );
            let label = total.difference.as_ref().expect("a label").to_string();
            differences.push((total.year.to_string(), shown, label));
        }
    }
    let expected = [
        ("2015-16", "£5.728m", "split-not-published"),
        ("2016-17", "£9.547m", "split-not-published"),
        ("2017-18", "£9.547m", "split-not-published"),
        ("2020-21", "£0.001m", "rounding"),
    ];
    let expected =
        expected.map(|(at, sum, label)| (at.to_owned(), sum.to_owned(), label.to_owned()));
    assert_eq!(differences, expected);
}

/// What a book says of the duties of boards in a year, beside what was published: who, how it
/// stands by the figures, by how much it is missed, and what the source says, where one does.
fn duties_of_wales(name: &str, in_year: &str) -> Vec<[String; 5]> {
    let (book, _) = filled("wales");
    let rules = RuleBook::preset(name).expect("a preset");
    let all = Selection::default();
    let table = view::duties(book.ledger(), &rules, &all, year(in_year)).expect("a table");
    let told = |row: usize, column: &str| table.find(row, column).map(ToString::to_string);
    let columns = ["body", "status", "shortfall", "published", "words"];
    let rows = (0..table.rows.len()).map(|row| columns.map(|it| told(row, it).unwrap_or_default()));
    rows.filter(|row| !row[3].is_empty()).collect()
}

#[test]
fn what_was_published_of_three_years_stands_beside_and_needs_evidence() {
    // As the written statements of 2016-17 and 2018-19 and the press of June 2018 have it.
    let failed = ["abmu", "betsi-cadwaladr", "cardiff-and-vale", "hywel-dda"];
    for in_year in ["2016-17", "2017-18", "2018-19"] {
        let found = duties_of_wales("w7-three-year-duty", in_year);
        let bodies: Vec<&str> = found.iter().map(|row| row[0].as_str()).collect();
        let seven = [
            "abmu",
            "aneurin-bevan",
            "betsi-cadwaladr",
            "cardiff-and-vale",
            "cwm-taf",
            "hywel-dda",
            "powys",
        ];
        assert_eq!(bodies, seven, "{in_year}");
        for [body, status, shortfall, published, words] in &found {
            let said = match failed.contains(&body.as_str()) {
                true => ["not_met", "failed"],
                false => ["met", "met"],
            };
            let found = [status, shortfall, published, words].map(String::as_str);
            assert_eq!(found, ["needs_evidence", "", said[0], said[1]], "{body}");
        }
    }
}

#[test]
fn a_control_total_that_was_published_otherwise_is_shown_both_ways() {
    let found = duties_of_wales("w11-control-totals", "2018-19");
    let found: Vec<[&str; 5]> = found
        .iter()
        .map(|row| row.each_ref().map(String::as_str))
        .collect();
    let met = |body| [body, "needs_evidence", "", "met", "met"];
    // 41.3 less 35.0 is 6.3.
    let betsi = "£6,300,000.00";
    let words = "6.2 above control total";
    let expected = [
        met("abmu"),
        ["betsi-cadwaladr", "not_met", betsi, "not_met", words],
        met("cardiff-and-vale"),
        met("hywel-dda"),
    ];
    assert_eq!(found, expected);
}

#[test]
fn the_surpluses_of_wales_are_linked_notices_and_make_no_position() {
    let (book, _) = filled("wales");
    let ledger = book.ledger();
    let notices = view::notices(ledger);
    let told = |row: usize, column: &str| notices.find(row, column).map(ToString::to_string);
    let linked: Vec<_> = (0..notices.rows.len())
        .filter(|row| told(*row, "re_provided").as_deref() == Some("yes"))
        .map(|row| ["entry", "receiver", "year", "amount"].map(|it| told(row, it)))
        .collect();
    let expected = [
        ("aneurin-bevan", "2017-18", "−£2,400,000.00"),
        ("aneurin-bevan", "2018-19", "£2,400,000.00"),
        ("cwm-taf", "2017-18", "−£3,000,000.00"),
        ("cwm-taf", "2018-19", "£3,000,000.00"),
    ];
    let found: Vec<_> = linked
        .iter()
        .map(|[_, body, at, sum]| [body, at, sum].map(|it| it.as_deref().unwrap_or("")))
        .collect();
    assert_eq!(found, expected.map(|(body, at, sum)| [body, at, sum]));
    assert_eq!(linked[0][0], linked[1][0], "one entry on both sides");
    let positions = view::positions(ledger, &of("cwm-taf", "board-allocation", year("2017-18")))
        .expect("a table");
    for column in ["allocated", "authority", "available", "spent"] {
        let cell = positions.find(0, column).expect(column);
        assert_eq!(cell.money(), None, "{column} is {cell:?}");
    }
    let findings = view::findings(ledger, None).expect("a table");
    assert!(findings.rows.is_empty(), "{findings:?}");
}

/// A sum of the README, in thousands, as the views show it; an empty cell where it has none.
fn in_thousands(cell: &str) -> String {
    let sum: Option<i64> = cell.parse().ok();
    let sum = sum.and_then(|it| Money::from_pence(it * 100_000).ok());
    sum.map_or_else(String::new, Money::in_words)
}

/// A word of the README; an empty cell where it has none.
fn word(cell: &str) -> String {
    Some(cell)
        .filter(|it| *it != "–")
        .unwrap_or_default()
        .to_owned()
}

fn cells_of(table: &view::Table, row: usize, columns: &[&str]) -> Vec<String> {
    let cell = |name: &&str| table.find(row, name).map(ToString::to_string);
    columns
        .iter()
        .map(|it| cell(it).unwrap_or_default())
        .collect()
}

#[test]
fn plans_for_three_years_are_as_worked_by_hand() {
    let (book, _) = filled("aberwen");
    let table = view::plans(book.ledger(), &Selection::default());
    let columns = [
        "plan",
        "version",
        "first_year",
        "published",
        "days_late",
        "planned_first_year",
        "planned_second_year",
        "planned_third_year",
        "state",
    ];
    let found: Vec<_> = (0..table.rows.len())
        .map(|row| cells_of(&table, row, &columns))
        .collect();
    let rows = rows_after("## Plans for three years");
    let wanted: Vec<Vec<String>> = rows
        .iter()
        .map(|row| {
            let sums = row[5..8].iter().map(|it| in_thousands(it));
            let first = row[..5].iter().cloned();
            first.chain(sums).chain([row[8].clone()]).collect()
        })
        .collect();
    assert_eq!((found, rows.len()), (wanted, 4));
}

#[test]
fn what_came_of_the_plans_is_as_worked_by_hand() {
    let (book, _) = filled("aberwen");
    let mut found = Vec::new();
    for (at, bodies) in [
        ("2017-18", ["north", "valley"].as_slice()),
        ("2018-19", ["harbour", "north", "valley"].as_slice()),
    ] {
        for body in bodies {
            let asked = of(body, "cluster", year(at));
            let table = view::plan_against_actual(book.ledger(), &asked, year(at));
            let table = table.expect("sums in range");
            let columns = [
                "body",
                "year",
                "project",
                "planned",
                "authority",
                "committed",
            ];
            let columns = [columns.as_slice(), &["spent", "variance", "state"]].concat();
            found.extend((0..table.rows.len()).map(|row| cells_of(&table, row, &columns)));
        }
    }
    let rows = rows_after("What came of them, stream `cluster`");
    let wanted: Vec<Vec<String>> = rows
        .iter()
        .map(|row| {
            let names = [row[0].clone(), row[1].clone(), word(&row[2])];
            let sums = row[3..8].iter().map(|it| in_thousands(it));
            names
                .into_iter()
                .chain(sums)
                .chain([word(&row[8])])
                .collect()
        })
        .collect();
    assert_eq!((found, rows.len()), (wanted, 14));
}

/// What went to core money: given, spent, committed and free on both lines, and what is freed.
#[test]
fn what_went_to_core_money_stands_as_by_hand() {
    let (book, _) = filled("aberwen");
    let ledger = book.ledger();
    let in_year = year("2018-19");
    for cells in rows_after("## What went to core money") {
        let at = ledger.position(&of(&cells[1], &cells[0], in_year));
        let at = at.expect("a position");
        let given = sum(&[at.allocated, at.passed_down.negated()]);
        let found = [given, at.spent, at.committed, at.available];
        let wanted: Vec<Money> = cells[2..6].iter().map(|cell| thousands(cell)).collect();
        assert_eq!(found.as_slice(), wanted, "{} of {}", cells[0], cells[1]);
        let bridge = view::base_bridge(ledger, in_year, &of(&cells[1], &cells[0], in_year));
        let free = bridge
            .find(0, "above_commitments")
            .and_then(view::Cell::money);
        let place = format!("{} of {}", cells[0], cells[1]);
        assert_eq!(free, Some(thousands(&cells[6])), "{place}");
    }
    let table = view::mainstreamed(ledger, &Selection::default());
    let sums = [
        "freed_in_year",
        "freed_full_year",
        "core_in_year",
        "core_full_year",
    ];
    let sums = sums.map(|name| table.find(0, name).and_then(view::Cell::money));
    assert_eq!(sums, ["12", "24", "12", "24"].map(|it| Some(thousands(it))));
    let joint = view::joint(ledger, in_year, &Selection::default());
    let council = ["coast-council", "2500", "2500"];
    for (row, wanted) in [council, ["valley", "7500", "-2500"]].iter().enumerate() {
        let text = joint.find(row, "party").map(ToString::to_string);
        assert_eq!(text.as_deref(), Some(wanted[0]));
        let sum = |name| joint.find(row, name).and_then(view::Cell::money);
        let pounds = |text: &str| text.parse().ok();
        assert_eq!(
            [sum("part"), sum("to_settle")],
            [pounds(wanted[1]), pounds(wanted[2])]
        );
    }
}
