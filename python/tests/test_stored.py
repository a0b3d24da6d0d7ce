"""Books that last: created, opened, shared, verified, let go."""

import pickle
import sqlite3
import threading
from datetime import date
from pathlib import Path

import pytest

import ringfence as rf


def filled(path: Path | str) -> rf.Ledger:
    ledger = rf.Ledger.create(path, actor="finance")
    ledger.add_body("gov", "Government of Aberwen", kind="government")
    ledger.add_body("upland", "Upland", kind="health_board", parent="gov")
    ledger.add_stream("winter", "Winter Care", purposes=["beds"])
    letter(ledger, "letter-1", 100)
    return ledger


def letter(ledger: rf.Ledger, key: str, amount: int) -> rf.Receipt:
    return ledger.allocate(
        "winter",
        to="upland",
        year="2025-26",
        amount=amount,
        notice="letter",
        effective=date(2025, 4, 7),
        key=key,
    )


def available(ledger: rf.Ledger) -> object:
    return ledger.position(body="upland", stream="winter", year="2025-26").available


def test_two_ledgers_share_a_book(place: str) -> None:
    with filled(place) as one, rf.Ledger.open(place) as other:
        assert letter(other, "letter-2", 20).entry == 5
        assert (available(one), one.refresh(), available(one)) == (100, 1, 120)
        # Whoever posts reads on by itself, and a key is known to both.
        assert letter(one, "letter-2", 20).entry == 5
        with pytest.raises(rf.Rejected, match="letter-2"):
            letter(one, "letter-2", 21)
        assert one.head() == other.head()


def test_what_was_read_can_be_asked_after_the_end(place: str) -> None:
    with filled(place) as ledger:
        pass
    assert available(ledger) == 100
    with pytest.raises(rf.StoreError, match="open it again") as no:
        letter(ledger, "late", 1)
    assert not no.value.perhaps_applied
    assert available(ledger) == 100
    with rf.Ledger.open(place, verify=True) as again:
        assert again.head() == ledger.head()


def test_an_error_inside_is_not_hidden(place: str) -> None:
    with pytest.raises(KeyError), filled(place):
        raise KeyError("of the caller")


@pytest.mark.parametrize("content", [None, b"", b"a letter", b"SQLite format 3\0" + bytes(200)])
def test_what_is_no_book_is_told_with_its_place(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "thing"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(rf.StoreError, match="thing is not a book that can be opened"):
        rf.Ledger.open(path)
    if content is not None:
        with pytest.raises(rf.StoreError, match="another file stands there"):
            rf.Ledger.create(path)
        assert path.read_bytes() == content


def test_a_book_is_created_once(place: str) -> None:
    filled(place).__exit__(None, None, None)
    with pytest.raises(rf.StoreError, match="holds a book already"):
        rf.Ledger.create(place)


def test_a_snapshot_is_one_file(place: str, tmp_path: Path) -> None:
    with filled(place) as ledger:
        ledger.snapshot(tmp_path / "mailed")
        letter(ledger, "letter-2", 1)
        with pytest.raises(rf.StoreError, match="another file stands there"):
            ledger.snapshot(tmp_path / "mailed")
    with rf.Ledger.open(tmp_path / "mailed") as copy:
        assert copy.head().entry == 4
    # A ledger in memory can be mailed, too.
    rf.Ledger().snapshot(tmp_path / "empty")
    with rf.Ledger.open(tmp_path / "empty") as empty:
        assert empty.head().entry == 0


def test_a_checkpoint_finds_what_the_chain_cannot(place: str, tmp_path: Path) -> None:
    with filled(place) as ledger:
        published = ledger.checkpoint("upland.example/winter")
        assert (published.size, published.head) == (4, ledger.head().hash)
        assert rf.Checkpoint(str(published)) == published
        letter(ledger, "letter-2", 1)
        found = ledger.verify(against=published)
        assert found
        assert (found.entry, found.faults) == (5, ())
    with rf.Ledger.create(tmp_path / "b") as other:
        found = other.verify(against=str(published))
        assert not found.ok
        assert "0 of 4 entries" in found.faults[0]


def test_a_signature_is_of_one_key(tmp_path: Path) -> None:
    published = rf.Ledger().checkpoint()
    mine, theirs = ("upland.example", "11" * 32), ("upland.example", "22" * 32)
    signed = published.signed(*mine)
    signed.verified_by(rf.Checkpoint.key_of(*mine))
    with pytest.raises(rf.CheckpointError):
        signed.verified_by(rf.Checkpoint.key_of(*theirs))
    with pytest.raises(rf.CheckpointError):
        published.verified_by(rf.Checkpoint.key_of(*mine))
    for text in ["", "a letter", "ringfence\nmany\n\n", published.text + "more"]:
        with pytest.raises(rf.CheckpointError, match="line"):
            rf.Checkpoint(text)
    with pytest.raises(rf.CheckpointError):
        published.signed("upland.example", "secret")


def test_words_go_for_everybody(place: str, tmp_path: Path) -> None:
    with filled(place) as one, rf.Ledger.open(place) as other:
        one.add_body("ward", "Mrs Quillfeather's ward", kind="cluster", parent="upland")
        published = one.checkpoint()
        assert other.refresh() == 1
        assert "Quillfeather" in str(other.bodies())
        receipt = one.redact([5], reason="asked for by her", effective=date(2025, 5, 1))
        assert (receipt.entry, other.refresh()) == (6, 1)
        for ledger in (one, other):
            assert "Quillfeather" not in str(ledger.bodies())
            assert ledger.verify(against=published).ok
        with pytest.raises(rf.Rejected) as no:
            other.redact([5], reason="again", effective=date(2025, 5, 1))
        assert no.value.code == "already_redacted"
        other.snapshot(tmp_path / "mailed")
    assert b"Quillfeather" not in (tmp_path / "mailed").read_bytes()
    with rf.Ledger.open(place, verify=True) as again:
        assert "Quillfeather" not in str(again.bodies())


def test_a_changed_entry_is_named_at_opening(tmp_path: Path) -> None:
    path = tmp_path / "a"
    filled(path).__exit__(None, None, None)
    tool = sqlite3.connect(path)
    guards = "SELECT sql FROM sqlite_schema WHERE name IN ('entry_stays', 'words_stay')"
    both = [sql for (sql,) in tool.execute(guards)]
    assert len(both) == 2
    tool.executescript(
        "DROP TRIGGER entry_stays; DROP TRIGGER words_stay;"
        "UPDATE entry SET figures = replace(figures, '100.00', '900.00') WHERE number = 4;"
    )
    with pytest.raises(rf.StoreError, match="entry_stays is missing"):
        rf.Ledger.open(path)
    tool.executescript(";".join(both))
    tool.close()
    with pytest.raises(rf.StoreError, match="entry 4 is not what was written"):
        rf.Ledger.open(path)


def test_any_tool_reads_the_movements_in_pence(tmp_path: Path) -> None:
    path = tmp_path / "a"
    with filled(path):
        rows = sqlite3.connect(path).execute(
            "SELECT number, body, stream, year, to_account, amount_pence FROM movement"
        )
        assert rows.fetchall() == [(4, "upland", "winter", "2025-26", "available", 10_000)]


def test_threads_post_to_one_ledger(place: str) -> None:
    with filled(place) as ledger:

        def post(who: int) -> None:
            for number in range(10):
                letter(ledger, f"{who}-{number}", 1)

        threads = [threading.Thread(target=post, args=[who]) for who in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert available(ledger) == 140


def test_store_errors_are_pickled_with_all_they_say() -> None:
    error = rf.StoreError("the disk is full", False, True)
    again = pickle.loads(pickle.dumps(error))
    assert (str(again), again.perhaps_applied, again.try_again) == ("the disk is full", False, True)


def test_a_server_that_nobody_reaches_is_told_without_its_password() -> None:
    with pytest.raises(rf.StoreError) as no:
        rf.Ledger.open("postgresql://nobody:secret@127.0.0.1:1/finance?book=upland")
    assert "secret" not in str(no.value)
