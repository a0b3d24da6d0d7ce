"""What only a book on a server can meet."""

import pytest
from postgres import Server
from test_stored import available, filled, letter

import ringfence as rf


def test_a_server_that_went_and_came_back_is_posted_to_as_before(server: Server) -> None:
    with filled(server.url("came-back")) as ledger:
        server.stop()
        server.start()
        assert letter(ledger, "letter-2", 20).entry == 5
        assert letter(ledger, "letter-2", 20).entry == 5
        assert available(ledger) == 120
        assert ledger.verify().ok


def test_a_server_that_is_gone_is_one_clear_error(server: Server) -> None:
    with filled(server.url("gone")) as ledger:
        server.stop()
        try:
            with pytest.raises(rf.StoreError, match="is the server running") as no:
                letter(ledger, "letter-2", 20)
            assert (no.value.perhaps_applied, no.value.try_again) == (False, True)
            with pytest.raises(rf.StoreError, match="is the server running"):
                rf.Ledger.open(server.url("gone"))
        finally:
            server.start()
        # Tried again as it says.
        assert letter(ledger, "letter-2", 20).entry == 5


def test_books_of_one_database_do_not_mix(server: Server) -> None:
    with filled(server.url("one")) as one, rf.Ledger.create(server.url("other")) as other:
        assert (one.head().entry, other.head().entry) == (4, 0)
        other.add_body("gov", "Another government", kind="government")
        assert (one.refresh(), other.refresh()) == (0, 0)
        assert (one.head().entry, other.head().entry) == (4, 1)


def test_a_book_that_is_not_there_is_told(server: Server) -> None:
    with pytest.raises(rf.StoreError, match="it holds no book yet"):
        rf.Ledger.open(server.url("not-there"))
    with pytest.raises(rf.StoreError, match="names no book"):
        rf.Ledger.open(server.url("").removesuffix("?book="))


def test_a_changed_entry_on_a_server_is_named_at_opening(server: Server) -> None:
    # In a schema of its own: no other book has its guards meddled with.
    url = server.url("changed") + "&schema=meddled"
    filled(url).__exit__(None, None, None)
    change = (
        "ALTER TABLE meddled.entry {} TRIGGER entry_stays;"
        "UPDATE meddled.entry SET figures = replace(figures, '100.00', '900.00') WHERE number = 4;"
    )
    server.sql(change.format("DISABLE"))
    with pytest.raises(rf.StoreError, match="entry_stays is switched off"):
        rf.Ledger.open(url)
    server.sql("ALTER TABLE meddled.entry ENABLE TRIGGER entry_stays")
    with pytest.raises(rf.StoreError, match="entry 4 is not what was written"):
        rf.Ledger.open(url)
