"""A ledger is used from several threads, and long calls let the others run."""

import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import ringfence as rf

ABERWEN = Path(__file__).resolve().parents[2] / "seeds" / "aberwen"


def test_threads_that_post_to_one_ledger_lose_nothing(ledger: rf.Ledger) -> None:
    count, each = 6, 20
    begin = threading.Barrier(count)
    before = ledger.head().entry
    receipts: list[rf.Receipt] = []

    def post(name: int) -> None:
        begin.wait()
        for number in range(each):
            receipts.append(
                ledger.commit(
                    f"order-{name}-{number}",
                    stream="winter",
                    body="north",
                    purpose="beds",
                    year="2025-26",
                    amount=1,
                    effective="2025-05-06",
                )
            )
            ledger.positions()

    threads = [threading.Thread(target=post, args=(name,), daemon=True) for name in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=120)
        assert not thread.is_alive(), "the threads wait for each other"

    numbers = sorted(it.entry for it in receipts)
    assert numbers == list(range(before + 1, before + 1 + count * each))
    assert ledger.verify().ok
    north = ledger.position(body="north", stream="winter", year="2025-26")
    assert (north.committed, north.available) == (120, 280)  # six times twenty, of £400


def test_the_last_pound_is_sold_once(ledger: rf.Ledger) -> None:
    begin = threading.Barrier(8)
    said: list[str] = []

    def ask(name: int) -> None:
        begin.wait()
        words = {"stream": "winter", "body": "north", "purpose": "beds", "year": "2025-26"}
        try:
            ledger.commit(f"order-{name}", **words, amount=400, effective="2025-05-06")
        except rf.Rejected as no:
            said.append(no.code)
        else:
            said.append("accepted")

    threads = [threading.Thread(target=ask, args=(name,), daemon=True) for name in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=120)
    assert sorted(said) == ["accepted", *["commitment_exceeds_available"] * 7]


@pytest.fixture
def no_switch() -> Iterator[None]:
    """No thread is made to give way: another runs only where one lets go of the interpreter."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1_000_000)
    yield
    sys.setswitchinterval(before)


def lets_others_run(call: Callable[[], object]) -> bool:
    """Whether another thread ran while a call was repeated, which nothing but the call allows."""
    go, ran = threading.Event(), threading.Event()

    def waits() -> None:
        go.wait()
        ran.set()

    other = threading.Thread(target=waits, daemon=True)
    other.start()
    go.set()
    for _ in range(200):
        call()
        if ran.is_set():
            break
    answer = ran.is_set()
    other.join()
    return answer


LONG: dict[str, Callable[[rf.Ledger], object]] = {
    "positions": lambda ledger: ledger.positions(),
    "journal": lambda ledger: ledger.journal(),
    "answer": lambda ledger: ledger.answer("where_it_stands", year="2018-19"),
    "verify": lambda ledger: ledger.verify(),
    "to_excel": lambda ledger: ledger.positions()._sheet.to_excel(""),
    "from_journal": lambda ledger: rf.Ledger.from_journal(ledger.journal()),
    "load": lambda _: rf.Ledger().load(ABERWEN),
}


@pytest.mark.parametrize("name", LONG)
@pytest.mark.usefixtures("no_switch")
def test_a_long_call_lets_other_threads_run(name: str, aberwen: rf.Ledger) -> None:
    assert lets_others_run(lambda: LONG[name](aberwen))


@pytest.mark.usefixtures("no_switch")
def test_a_call_that_keeps_the_interpreter_would_be_noticed() -> None:
    assert not lets_others_run(lambda: sorted(range(1000)))
