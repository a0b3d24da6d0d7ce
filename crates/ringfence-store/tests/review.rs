//! Faults that a fresh pair of eyes found: each with its smallest history, worked by hand.

#[path = "part/draft.rs"]
mod draft;

use draft::draft;
use ringfence::journal::{Header, Refusals};
use ringfence::law::RuleBook;
use ringfence::noun::Position;
use ringfence::state::{Closing, Ledger, Rules, Selection};
use ringfence::word::{FinancialYear, Money};
use ringfence_store::{Book, MemoryStore};

type Kept = Book<MemoryStore>;

fn post(book: &mut Kept, kind: &str, fields: &str) {
    book.post(&draft(kind, fields))
        .unwrap_or_else(|no| panic!("{kind} {fields}: {no}"));
}

fn refused(book: &Kept, kind: &str, fields: &str) -> Refusals {
    let draft = draft(kind, fields);
    match book.check(&draft) {
        Err(no) => no,
        Ok(yes) => panic!("{kind} {fields}: {yes:?}"),
    }
}

fn code(book: &Kept, kind: &str, fields: &str) -> &'static str {
    refused(book, kind, fields).first().code()
}

/// A government, a board, a cluster, and a stream `s`.
fn begun(stream: &str) -> Kept {
    let header = Header::new("GBP").expect("a header");
    let mut book = Book::create(MemoryStore::new(), header).expect("an empty store");
    post(&mut book, "add_body", "id=wg|kind=government");
    post(
        &mut book,
        "add_body",
        "id=powys|kind=health_board|parent=wg",
    );
    post(&mut book, "add_body", "id=north|kind=cluster|parent=powys");
    post(
        &mut book,
        "add_stream",
        &format!("id=s|purposes=access|{stream}"),
    );
    book
}

/// £1,000 for powys, once, in 2016-17.
fn with_money(stream: &str) -> Kept {
    let mut book = begun(stream);
    post(
        &mut book,
        "allocate",
        "stream=s|to=powys|year=2016-17|amount=1000|effective=2016-04-05",
    );
    book
}

fn at(book: &Kept, body: &str, year: &str) -> Position {
    let of = Selection {
        body: body.parse().ok(),
        year: year.parse().ok(),
        ..Selection::default()
    };
    book.ledger().position(&of).expect("a position")
}

fn pounds(text: &str) -> Money {
    text.parse().expect("a sum")
}

fn year(text: &str) -> FinancialYear {
    text.parse().expect("a year")
}

fn last_entry(book: &Kept) -> u64 {
    book.ledger().head().entry
}

fn close(book: &mut Kept, of: &str, rules: &RuleBook) {
    let year = year(of);
    let plan = book.ledger().plan_close(year, rules).expect("a plan");
    let last = format!("{}-03-31", year.first_calendar_year() + 1);
    let on = Closing::on(last.parse().expect("a day"));
    book.close(&plan, &on).expect("closed");
}

fn audited(book: &Kept) {
    let entries = book.entries().expect("entries");
    let header = book.ledger().header().clone();
    let again = Ledger::audit(header.clone(), &entries).expect("accepted again");
    assert_eq!(again.head(), book.ledger().head());
    let replayed = Ledger::replay(header, &entries).expect("a journal that holds");
    let all = Selection::default();
    let stood = book.ledger().positions(&all);
    assert_eq!(replayed.positions(&all), stood);
    assert_eq!(again.positions(&all), stood);
}

const POWYS: &str = "stream=s|body=powys|purpose=access";

#[test]
fn a_pass_down_recalls_what_the_giver_has_released() {
    // 1000 released of 1000; 400 passed down leaves authority 600: 400 of the release goes back.
    let mut book = with_money("release_required=yes");
    post(
        &mut book,
        "release",
        "stream=s|to=powys|year=2016-17|amount=1000|effective=2016-05-01",
    );
    post(
        &mut book,
        "allocate",
        "stream=s|to=north|year=2016-17|amount=400|effective=2016-05-02",
    );
    let powys = at(&book, "powys", "2016-17");
    assert_eq!(
        (powys.authority, powys.released),
        (pounds("600"), pounds("600"))
    );
    audited(&book);
}

#[test]
fn a_corrected_notice_recalls_the_release() {
    // 500 more is given and released, then found to be an error: 1500 − 500 = 1000 stays.
    let mut book = with_money("release_required=yes");
    post(
        &mut book,
        "allocate",
        "stream=s|to=powys|year=2016-17|amount=500|effective=2016-04-06",
    );
    let notice = last_entry(&book);
    post(
        &mut book,
        "release",
        "stream=s|to=powys|year=2016-17|amount=1500|effective=2016-05-01",
    );
    let correct = format!("entry={notice}|effective=2016-05-02");
    post(&mut book, "correct", &correct);
    let powys = at(&book, "powys", "2016-17");
    assert_eq!(
        (powys.authority, powys.released),
        (pounds("1000"), pounds("1000"))
    );
    audited(&book);
}

#[test]
fn a_release_that_was_recalled_is_not_taken_back_twice() {
    // 1000 released, 600 cut: 600 recalled, 400 released. Reversing the release would leave
    // 400 − 1000 = −600.
    let mut book = with_money("release_required=yes");
    post(
        &mut book,
        "release",
        "stream=s|to=powys|year=2016-17|amount=1000|effective=2016-05-01",
    );
    let release = last_entry(&book);
    post(
        &mut book,
        "allocate",
        "stream=s|to=powys|year=2016-17|amount=-600|effective=2016-05-02",
    );
    let no = refused(
        &book,
        "correct",
        &format!("entry={release}|effective=2016-05-03"),
    );
    assert_eq!(no.first().code(), "correction_rests_on");
    assert!(no.to_string().contains("£600.00"), "{no}");
}

#[test]
fn a_recurrent_commitment_never_stands_on_a_hold_of_money_given_once() {
    // The hold stands on the 1000 given once; recurrent money there is none.
    let mut book = with_money("base=continues");
    post(
        &mut book,
        "hold",
        &format!("id=h|{POWYS}|year=2016-17|amount=1000|effective=2016-05-01"),
    );
    let ask = format!(
        "id=c|{POWYS}|recurrence=recurrent|annual=1000|start=2016-04-01|hold=h|\
         effective=2016-05-02"
    );
    let no = refused(&book, "commit", &ask);
    assert_eq!(no.first().code(), "commitment_exceeds_available");
    assert!(no.to_string().contains("£0.00 is available"), "{no}");
}

#[test]
fn a_cost_on_a_day_of_no_year_is_not_lost() {
    // Accepted without a movement, each of these would be a promise or a cost that nobody sees.
    let mut book = with_money("");
    let far = format!("{POWYS}|amount=10");
    post(
        &mut book,
        "hold",
        &format!("id=h|{POWYS}|year=2016-17|amount=1|effective=2016-05-01"),
    );
    for day in ["1800-01-01", "3500-01-01"] {
        let spend = format!("{far}|effective={day}");
        assert_eq!(code(&book, "spend", &spend), "year_not_open");
        let actual = format!("{spend}|actual=yes");
        assert_eq!(code(&book, "spend", &actual), "year_not_open");
    }
    let every_year = format!("id=c|{POWYS}|recurrence=recurrent|annual=12|effective=2016-06-01");
    let after = format!("{every_year}|start=9999-01-01");
    assert_eq!(code(&book, "commit", &after), "year_not_open");
    // Begun long before: the whole of this year's 12, on recurrent money, of which there is none.
    let before = format!("{every_year}|start=1800-01-01");
    assert_eq!(
        code(&book, "commit", &before),
        "commitment_exceeds_available"
    );
}

#[test]
fn what_is_wrong_with_a_draft_alone_comes_before_its_key() {
    let mut book = with_money("");
    let hold = |amount: &str| {
        format!("id=h|{POWYS}|year=2016-17|amount={amount}|effective=2016-05-01|key=k")
    };
    post(&mut book, "hold", &hold("1"));
    let no = refused(&book, "hold", &hold("0"));
    let codes: Vec<_> = no.others().iter().map(|other| other.code()).collect();
    assert_eq!(no.first().code(), "amount_not_positive");
    assert_eq!(codes.first(), Some(&"key_conflict"));
    assert_eq!(code(&book, "hold", &hold("2")), "key_conflict");
}

#[test]
fn a_closed_year_is_said_before_what_stands_in_its_entries() {
    // A hold: a cost of a closed year is corrected in the open one.
    let mut book = with_money("");
    let hold = format!("id=h|{POWYS}|year=2016-17|amount=10|effective=2016-05-01");
    post(&mut book, "hold", &hold);
    let held = last_entry(&book);
    post(
        &mut book,
        "correct",
        &format!("entry={held}|effective=2016-05-02"),
    );
    close(&mut book, "2016-17", &RuleBook::empty());
    let again = format!("entry={held}|effective=2017-05-02");
    assert_eq!(code(&book, "correct", &again), "year_already_closed");
}

#[test]
fn nobody_below_makes_new_money_for_the_root() {
    // wg is the source: what powys would give it is not new money, but money that goes up.
    let book = with_money("");
    let up = "stream=s|from=powys|to=wg|year=2016-17|amount=5|effective=2016-05-01";
    assert_eq!(code(&book, "allocate", up), "receiver_not_below_giver");
}

#[test]
fn a_base_beyond_what_money_can_be_is_refused_at_the_opening() {
    // Each full-year sum is in range, 40 of them together are not: 40 × 3.1e14 > 1e16 − 0.01.
    let mut book = begun("base=continues");
    for _ in 0..40 {
        post(
            &mut book,
            "allocate",
            "stream=s|to=powys|year=2016-17|recurrence=recurrent|amount=1|\
             full_year=310000000000000|effective=2016-04-05",
        );
    }
    post(
        &mut book,
        "spend",
        &format!("{POWYS}|amount=40|effective=2016-05-01"),
    );
    let plan = book
        .ledger()
        .plan_close(year("2016-17"), &RuleBook::empty())
        .expect("a plan");
    let on = Closing::on("2017-03-31".parse().expect("a day"));
    let no = book.ledger().check_close(&plan, &on).expect_err("too much");
    assert_eq!(no.first().code(), "money_out_of_range");
}

#[test]
fn a_month_never_overflows() {
    // The line never holds more than 3.1e16 pence, so that each letter is recorded; by April
    // alone 400 × 3.1e16 = 1.24e19 pence stood, which is beyond 2^63 and beyond any money.
    let mut book = begun("");
    for _ in 0..400 {
        for (sign, day) in [("", "2016-04-05"), ("-", "2016-05-05")] {
            let letter = format!(
                "stream=s|to=powys|year=2016-17|amount={sign}310000000000000|effective={day}"
            );
            post(&mut book, "allocate", &letter);
        }
    }
    let as_at = |day: &str| Selection {
        as_at: day.parse().ok(),
        ..Selection::default()
    };
    let by_april = book.ledger().position(&as_at("2016-04-30"));
    let no = by_april.expect_err("more than money can be");
    assert_eq!(no.first().code(), "money_out_of_range");
    let by_may = book.ledger().position(&as_at("2016-05-31"));
    assert_eq!(by_may.expect("nought").allocated, Money::ZERO);
    audited(&book);
}

fn compared(book: &Kept, entries: &[ringfence::journal::Entry], of: &str) -> Option<usize> {
    let rules = Rules::Book(RuleBook::empty());
    let reforms = [Rules::Book(
        RuleBook::preset("committee-2017").expect("a shipped book"),
    )];
    let difference = book
        .ledger()
        .compare(entries, &rules, &reforms, &[year(of)]);
    difference.ok().map(|it| it.rows.len())
}

#[test]
fn a_year_of_notices_alone_is_compared_after_its_close() {
    // The only item is the free 1000 of powys; it is compared before the close and after it.
    let mut book = with_money("");
    let before = book.entries().expect("entries");
    assert_eq!(compared(&book, &before, "2016-17"), Some(1));
    close(&mut book, "2016-17", &RuleBook::empty());
    let after = book.entries().expect("entries");
    assert_eq!(compared(&book, &after, "2016-17"), Some(1));
}

#[test]
fn entries_of_another_book_are_no_panic() {
    let mut book = with_money("");
    close(&mut book, "2016-17", &RuleBook::empty());
    let mut longer = book.clone();
    post(
        &mut longer,
        "add_body",
        "id=south|kind=cluster|parent=powys",
    );
    let entries = longer.entries().expect("entries");
    assert_eq!(compared(&book, &entries, "2016-17"), None);
    assert_eq!(compared(&book, &entries[..4], "2016-17"), None);
}

#[test]
fn a_commitment_stands_though_the_reform_let_its_hold_lapse() {
    // Kept, the hold of 300 is made firm in 2017-18. Lapsed instead, the commitment of 300 still
    // stands, on nothing: at the next close it is unfunded, no item, and nothing is free.
    let kept = RuleBook::preset("committee-2017").expect("a shipped book");
    let mut book = begun("");
    post(&mut book, "add_stream", "id=cluster|purposes=access");
    post(
        &mut book,
        "allocate",
        "stream=cluster|to=powys|year=2016-17|amount=1000|effective=2016-04-05",
    );
    let line = "stream=cluster|body=powys|purpose=access|amount=300";
    let hold = format!("id=h|{line}|year=2016-17|effective=2016-05-01");
    post(&mut book, "hold", &hold);
    close(&mut book, "2016-17", &kept);
    let firm = format!("id=c|{line}|year=2017-18|hold=h|effective=2017-05-01");
    post(&mut book, "commit", &firm);
    post(
        &mut book,
        "spend",
        "commitment=c|amount=300|effective=2017-06-01",
    );
    let spend = last_entry(&book);
    post(
        &mut book,
        "correct",
        &format!("entry={spend}|effective=2017-06-02"),
    );
    let entries = book.entries().expect("entries");
    let rules = [Rules::Book(RuleBook::empty())];
    let years = [year("2016-17"), year("2017-18")];
    let difference = book
        .ledger()
        .compare(&entries, &Rules::Book(kept), &rules, &years)
        .expect("a comparison");
    let later = |row: &&ringfence::state::ComparisonRow| row.year == years[1];
    let rows: Vec<_> = difference.rows.iter().filter(later).collect();
    assert!(rows.iter().any(|row| row.item == "c"), "{rows:?}");
    let lapsed = rows.iter().filter(|row| row.item.starts_with("deficit"));
    assert_eq!(lapsed.count(), 0, "{rows:?}");
}

#[test]
fn a_reversed_cost_of_an_ended_commitment_can_be_posted_right() {
    // 1200 a year; 100 spent, the rest given back; the 100 was 90: reversed, 90 spent, 10 back.
    let mut book = begun("base=continues");
    post(
        &mut book,
        "allocate",
        "stream=s|to=powys|year=2016-17|recurrence=recurrent|amount=1200|effective=2016-04-05",
    );
    post(
        &mut book,
        "commit",
        &format!(
            "id=c|{POWYS}|recurrence=recurrent|annual=1200|start=2016-04-01|effective=2016-04-06"
        ),
    );
    let cost = |amount: &str| format!("commitment=c|amount={amount}|effective=2016-05-01");
    post(&mut book, "spend", &cost("100"));
    let spend = last_entry(&book);
    post(&mut book, "decommit", "id=c|effective=2016-05-02");
    post(
        &mut book,
        "correct",
        &format!("entry={spend}|effective=2016-05-03"),
    );
    post(&mut book, "spend", &cost("90"));
    post(&mut book, "decommit", "id=c|effective=2016-05-04");
    let now = at(&book, "powys", "2016-17");
    assert_eq!((now.spent, now.committed), (pounds("90"), Money::ZERO));
    assert_eq!(code(&book, "spend", &cost("1")), "commitment_finished");
    // Ended, it has no instalment in the next year: 1200 of base, all of it free.
    close(&mut book, "2016-17", &RuleBook::empty());
    assert_eq!(at(&book, "powys", "2017-18").available, pounds("1200"));
    audited(&book);
}

#[test]
fn a_blank_notice_is_no_notice() {
    let mut book = with_money("");
    post(&mut book, "add_stream", "id=t|purposes=access");
    let vire = "stream=s|from=powys|to=powys|to_stream=t|year=2016-17|amount=5|\
                effective=2016-05-01";
    let mut blank = draft("vire", vire);
    blank.text.notice = Some(" ".into());
    let no = book.check(&blank).expect_err("no notice is named");
    assert_eq!(no.first().code(), "virement_leaves_ring_fence");
}

#[test]
fn the_last_year_is_not_closed_into_itself() {
    let mut book = begun("");
    post(
        &mut book,
        "allocate",
        "stream=s|to=powys|year=2998-99|amount=1000|effective=2998-04-05",
    );
    let rules = RuleBook::preset("committee-2017").expect("a shipped book");
    let no = book.ledger().plan_close(year("2998-99"), &rules);
    assert!(no.is_err(), "no year comes after it");
}

#[test]
fn an_end_of_a_closed_year_stands() {
    // 100 of 100 spent, then ended: nothing moves. Reversed in 2017-18, the commitment would
    // live again, with no instalment for that year.
    let mut book = begun("base=continues");
    post(
        &mut book,
        "allocate",
        "stream=s|to=powys|year=2016-17|recurrence=recurrent|amount=100|effective=2016-04-05",
    );
    let every_year = "recurrence=recurrent|annual=100|start=2016-04-01|effective=2016-04-06";
    post(&mut book, "commit", &format!("id=c|{POWYS}|{every_year}"));
    post(
        &mut book,
        "spend",
        "commitment=c|amount=100|effective=2016-05-01",
    );
    post(&mut book, "decommit", "id=c|effective=2016-05-02");
    let end = format!("entry={}", last_entry(&book));
    let now = draft("correct", &format!("{end}|effective=2016-05-03"));
    assert!(book.check(&now).is_ok());
    close(&mut book, "2016-17", &RuleBook::empty());
    let late = format!("{end}|effective=2017-05-01");
    assert_eq!(code(&book, "correct", &late), "year_already_closed");
}
