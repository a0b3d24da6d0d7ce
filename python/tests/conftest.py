"""A small ledger of the invented country, and a server of the tests' own."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from postgres import Server

import ringfence as rf

# A busy machine may pause for longer than hypothesis allows one example.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")


@pytest.fixture
def stream() -> str:
    """The stream of the ledger; a test may name another."""
    return "winter"


@pytest.fixture
def ledger(stream: str) -> rf.Ledger:
    """Upland has £1,000 of Winter Care, North £400 of it; nothing is spent."""
    ledger = rf.Ledger(currency="GBP")
    ledger.add_body("gov", "Government of Aberwen", kind="government")
    ledger.add_body("upland", "Upland", kind="health_board", parent="gov")
    ledger.add_body("north", "North", kind="cluster", parent="upland")
    ledger.add_body("old", "Old", kind="cluster", parent="upland", until=date(2025, 4, 30))
    ledger.add_stream(stream, "Winter Care", purposes=["beds", "home-visits"])
    given: dict[str, Any] = {"year": "2025-26", "notice": "letter", "effective": date(2025, 4, 7)}
    ledger.allocate(stream, to="upland", amount="1000", **given)
    ledger.allocate(stream, to="north", amount="400", **given)
    return ledger


@pytest.fixture(scope="session")
def aberwen() -> rf.Ledger:
    """The whole of the invented country, which no test changes."""
    ledger = rf.Ledger(currency="GBP")
    ledger.load(Path(__file__).resolve().parents[2] / "seeds" / "aberwen")
    return ledger


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """One server for all tests; it goes with them however they end."""
    with Server() as server:
        yield server


@pytest.fixture(params=["file", "server"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a book may be made: in a file, and on a server."""
    if request.param == "file":
        return str(tmp_path / "upland.ringfence")
    server: Server = request.getfixturevalue("server")
    return server.url(tmp_path.name)
