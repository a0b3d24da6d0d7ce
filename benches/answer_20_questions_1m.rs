//! How long does each question of a finance team take on a book of a million entries, and all of
//! them together? And the one that closes years anew under another rule: how many times two
//! replays of the journal? The book has posts, projects, accruals, delays, plans and floors of
//! every cluster among its orders and invoices. With the name of a question, such as `staff`, it
//! asks that one alone.

#[path = "part/draw.rs"]
mod draw;
#[path = "part/lives.rs"]
mod lives;
#[path = "part/measure.rs"]
mod measure;
#[path = "part/year.rs"]
mod year;

use std::hint::black_box;
use std::time::Instant;

use lives::Lives;
use measure::{Bound, Measured, hundredths, size_or};
use ringfence::journal::{Draft, Entry};
use ringfence::law::RuleBook;
use ringfence::state::{Checked, Closing, Ledger, Rules};
use ringfence::view::{Answer, Asking, Question, answer, questions};
use ringfence::word::{FinancialYear, Money};
use year::{CLUSTERS, GIVEN, LINE_STATES, Year, agree, begun};

/// How many entries there are, those of posts and projects among them.
const FULL: usize = 1_000_000;
const ROUNDS: usize = 3;
const BUILT_AHEAD: usize = 10_000;
/// The question that closes years anew.
const ANEW: &str = "other_rules";
/// All others together: a second, in hundredths of a millisecond.
const TOGETHER: Bound = Bound {
    now: 100_000,
    in_the_end: 100_000,
};
/// That one, in hundredths of two replays.
const REPLAYS: Bound = Bound {
    now: 150,
    in_the_end: 150,
};

fn main() {
    let size = size_or(FULL);
    let alone = std::env::args().skip(1).find(|it| !it.starts_with('-'));
    let lives = Lives::of_the_year();
    let mut year = Year::of_size(size.saturating_sub(lives.drafts.len()).max(1));
    let (mut ledger, mut entries) = journal(&mut year, &lives);
    agree(&ledger, &year.selections(), year.balances());
    let at_full_size = size >= FULL;
    println!(
        "answer_20_questions_1m: {} entries, {ROUNDS} rounds, milliseconds",
        entries.len()
    );
    let is_asked = |name: &str| alone.as_deref().is_none_or(|it| it == name);
    let mut together = 0;
    for question in questions().iter().filter(|it| it.name != ANEW) {
        if !is_asked(question.name) {
            continue;
        }
        let rounds = (0..ROUNDS).map(|_| asked(&ledger, question, (year.balances(), &lives)));
        let took = Measured::of(rounds);
        println!("  {:<20} {took}", question.name);
        together += took.median;
    }
    println!("  {:<20} {}", "together", Measured::of([together]));
    TOGETHER.hold("all together, in milliseconds", together, at_full_size);
    if !is_asked(ANEW) {
        return;
    }
    close(&mut ledger, &mut entries);
    let ratio = Measured::of((0..ROUNDS).map(|_| anew(&ledger, &entries)));
    println!("  {ANEW}, times two replays: {ratio}");
    REPLAYS.hold(
        "the years closed anew, to two replays",
        ratio.median,
        at_full_size,
    );
}

fn of_the_year() -> FinancialYear {
    FinancialYear::starting(2016).expect("a year")
}

/// In hundredths of a millisecond.
fn asked(ledger: &Ledger, question: &Question, sums: (&[i64], &Lives)) -> u64 {
    let asking = Asking {
        year: Some(of_the_year()),
        ..Asking::of(question.name)
    };
    let start = Instant::now();
    let answer = answer(black_box(ledger), black_box(&asking)).expect("a question");
    let took = start.elapsed().as_nanos();
    right(&answer, sums);
    hundredths(took, 1_000_000)
}

/// Holds an answer's sums against those that were kept without the ledger.
fn right(answer: &Answer, (balances, lives): (&[i64], &Lives)) {
    let lines = &balances[..LINE_STATES];
    let state = |place: usize| -> i64 { lines.chunks_exact(3).map(|line| line[place]).sum() };
    let sum = |column: &str| answer.table.sum_of(column).map(Money::pence);
    let [available, committed, spent] = [0, 1, 2].map(state);
    let (committed, spent) = (committed + lives.committed, spent + lives.spent);
    match answer.name {
        "where_it_stands" => {
            // Seven boards are given what 64 clusters have, and pass one part of it down.
            let boards = 6 * (7 - 1) * CLUSTERS as i64 * GIVEN;
            let free = lives.given - lives.committed - lives.spent - lives.earmarked;
            assert_eq!(sum("available"), Some(available + free + boards));
            assert_eq!(sum("earmarked"), Some(lives.earmarked));
            assert_eq!(sum("committed"), Some(committed));
            assert_eq!(sum("spent"), Some(spent));
        }
        "three_years" => assert_eq!(sum("spent"), Some(2 * spent)), // of the year, and together
        "general_ledger" => assert_eq!(sum("spent"), Some(spent)),
        "cut_off" => assert_eq!(sum("amount"), Some(committed + lives.owed)),
        _ => {}
    }
}

/// The year is closed, as a board would: nothing is kept.
fn close(ledger: &mut Ledger, entries: &mut Vec<Entry>) {
    let plan = ledger.plan_close(of_the_year(), &RuleBook::empty());
    let plan = plan.expect("an open year");
    let day = ledger.header().first_month.last_day(of_the_year());
    let events = ledger
        .check_close(&plan, &Closing::on(day))
        .expect("nothing is asked");
    for event in &events {
        let entry = ledger.entry_of(event);
        ledger.apply(event, entry.hash).expect("a checked event");
        entries.push(entry);
    }
}

/// How many hundredths of two replays the closed year takes under another rule.
fn anew(ledger: &Ledger, entries: &[Entry]) -> u64 {
    let start = Instant::now();
    for _ in 0..2 {
        let replayed = Ledger::replay(ledger.header().clone(), entries).expect("a journal");
        assert_eq!(replayed.head(), ledger.head());
    }
    let replays = start.elapsed().as_nanos();
    let rules = [Rules::Book(
        RuleBook::preset("committee-2017").expect("a preset"),
    )];
    let asking = Asking {
        year: Some(of_the_year()),
        rules: &rules,
        entries,
        ..Asking::of(ANEW)
    };
    let start = Instant::now();
    let answer = answer(ledger, &asking).expect("a question");
    let took = start.elapsed().as_nanos();
    let kept = answer.table.sum_of("kept_by_baseline");
    assert_eq!(
        kept,
        Some(Money::ZERO),
        "under the empty book nothing is kept"
    );
    hundredths(took, replays)
}

/// A ledger and the journal that led to it, in the order of the days.
fn journal(year: &mut Year, lives: &Lives) -> (Ledger, Vec<Entry>) {
    let (begun, drafts) = begun();
    let mut ledger = Ledger::new(begun.header().clone());
    let mut entries = Vec::new();
    let mut post = |draft: &Draft| {
        let event = match ledger.check(draft) {
            Ok(Checked::Append(event)) => event,
            other => panic!("{draft:?}: {other:?}"),
        };
        let entry = ledger.entry_of(&event);
        ledger.apply(&event, entry.hash).expect("a checked event");
        entries.push(entry);
    };
    drafts.iter().for_each(&mut post);
    let mut lives = lives.drafts.iter().peekable();
    loop {
        let postings = year.next(BUILT_AHEAD);
        if postings.is_empty() {
            break;
        }
        for posting in &postings {
            while let Some(life) = lives.next_if(|it| it.effective <= posting.draft.effective) {
                post(life);
            }
            post(&posting.draft);
        }
    }
    lives.for_each(&mut post);
    (ledger, entries)
}
