"""Books that last: in a file, or on a server that several people share."""

from __future__ import annotations

from dataclasses import dataclass
from os import PathLike, fspath
from types import TracebackType
from typing import NoReturn, Self

from . import _ringfence
from ._asking import Asking
from ._out import ArrowStream
from ._values import Day

__all__ = ["Checkpoint", "Stored", "Verification"]


@dataclass(frozen=True)
class Checkpoint:
    """What a journal was at a moment: publish it, and nobody can change the past unseen.

    >>> from ringfence import Ledger
    >>> published = Ledger().checkpoint("aberwen")
    >>> published.origin, published.size
    ('aberwen', 0)
    >>> Ledger().verify(against=published).ok
    True
    """

    text: str
    """Three lines in the form that C2SP calls a checkpoint, and the signatures, if any."""

    def __post_init__(self) -> None:
        """Refuse a text that is no checkpoint, with a `CheckpointError` that names the line."""
        _ringfence.read_checkpoint(self.text)

    @property
    def origin(self) -> str:
        """What the book is called there."""
        return _ringfence.read_checkpoint(self.text)[0]

    @property
    def size(self) -> int:
        """How many entries the journal had."""
        return _ringfence.read_checkpoint(self.text)[1]

    @property
    def head(self) -> str:
        """The hash of the last of them."""
        return _ringfence.read_checkpoint(self.text)[2]

    def signed(self, name: str, secret: str) -> Checkpoint:
        """Sign it with an Ed25519 key, which is 32 secret bytes in hexadecimal or base64.

        >>> from ringfence import Ledger
        >>> signed = Ledger().checkpoint().signed("upland.example/finance", "11" * 32)
        >>> len(signed.text.splitlines())
        5
        """
        return Checkpoint(_ringfence.sign_checkpoint(self.text, name, secret)[0])

    def verified_by(self, key: str) -> None:
        """Raise `CheckpointError` unless a key has signed it.

        `key` is the public half, `name+id+base64`, as `key_of` gives it.

        >>> from ringfence import Checkpoint, Ledger
        >>> key = Checkpoint.key_of("upland.example/finance", "11" * 32)
        >>> Ledger().checkpoint().signed("upland.example/finance", "11" * 32).verified_by(key)
        """
        _ringfence.verify_checkpoint(self.text, key)

    @staticmethod
    def key_of(name: str, secret: str) -> str:
        """Give the public half of a key, which may be published.

        >>> from ringfence import Checkpoint
        >>> Checkpoint.key_of("upland.example/finance", "11" * 32).split("+")[0]
        'upland.example/finance'
        """
        empty = _ringfence.checkpoint(_ringfence.Book({"currency": "GBP"}), "ringfence")
        return _ringfence.sign_checkpoint(empty, name, secret)[1]

    def __str__(self) -> str:
        """Show the text that is published."""
        return self.text


@dataclass(frozen=True)
class Verification:
    """What came of verifying a book."""

    ok: bool
    """Whether nothing stands against it."""
    entry: int
    """The last entry up to which all holds."""
    hash: str
    """Its hash."""
    faults: tuple[str, ...]
    """All that stands against it, one sentence each; the first broken entry is named."""

    def __bool__(self) -> bool:
        """Tell whether nothing stands against it."""
        return self.ok


class Stored(Asking):
    """What a ledger does with the place where its journal is kept."""

    @classmethod
    def create(
        cls,
        path: str | PathLike[str],
        currency: str = "GBP",
        *,
        first_day: Day | None = None,
        first_month: int | None = None,
        actor: str | None = None,
    ) -> Self:
        """Make a new ledger in a file, or on a server.

        `path` is where the file is to be, or `postgresql://user@host:port/database?book=name`.
        The file is a SQLite database, which any tool may read. Raises `StoreError` where
        something stands there already.

        >>> import tempfile
        >>> from pathlib import Path
        >>> from ringfence import Ledger
        >>> path = Path(tempfile.mkdtemp()) / "upland.ringfence"
        >>> with Ledger.create(path) as ledger:
        ...     receipt = ledger.add_body("gov", "Government of Aberwen", kind="government")
        >>> with Ledger.open(path) as ledger:
        ...     ledger.head().hash == receipt.hash
        True
        """
        header = {"currency": currency, "first_day": first_day, "first_month": first_month}
        ledger = cls.__new__(cls)
        ledger._book = _ringfence.create_book(fspath(path), {**header, "actor": actor})
        return ledger

    @classmethod
    def from_journal(
        cls,
        journal: ArrowStream,
        currency: str = "GBP",
        *,
        first_day: Day | None = None,
        first_month: int | None = None,
        actor: str | None = None,
    ) -> Self:
        """Make a ledger in memory of a journal that another one gave.

        `journal` is the table of `journal()`, or a frame of it in Polars, pandas, PyArrow or
        DuckDB: whatever gives itself by the Arrow PyCapsule interface. Its rows are in order;
        the columns `header`, `figures`, `text`, `salt`, `text_hash` and `hash` are read, as they
        were. The other words are those with which that ledger was made. Every entry is verified.

        Raises `ValueError` where a column or a cell cannot be read, with all such places;
        `StoreError` at the first entry that was changed or does not follow.

        >>> from ringfence import Ledger
        >>> ledger = Ledger()
        >>> receipt = ledger.add_body("gov", kind="government")
        >>> Ledger.from_journal(ledger.journal()).head() == ledger.head()
        True
        """
        header = {"currency": currency, "first_day": first_day, "first_month": first_month}
        ledger = cls.__new__(cls)
        ledger._book = _ringfence.book_of_journal(journal, {**header, "actor": actor})
        return ledger

    @classmethod
    def open(
        cls, path: str | PathLike[str], *, actor: str | None = None, verify: bool = False
    ) -> Self:
        """Open the ledger in a file, or on a server.

        A book of fewer than 100,000 entries is verified entry by entry as it opens. A larger
        one opens from the state that is kept beside its journal; `verify=True` verifies that,
        too. Raises `StoreError` where there is none, or where it was changed.

        >>> from ringfence import Ledger, StoreError
        >>> try:
        ...     Ledger.open("no/such/file")
        ... except StoreError as no:
        ...     print(no)
        no/such/file is not a book that can be opened: there is no such file; create the book first
        """
        ledger = cls.__new__(cls)
        how = "verified" if verify else "as it is"
        ledger._book = _ringfence.open_book(fspath(path), {"actor": actor}, how)
        return ledger

    def __enter__(self) -> Self:
        """Begin a `with`."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        value: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Let the file go. What was read can still be asked; nothing more is posted."""
        _ringfence.let_go(self._book)

    def __reduce__(self) -> NoReturn:
        """Refuse to be copied or pickled: two ledgers would post to one journal, or to none."""
        raise TypeError(
            "a ledger is not copied or pickled: snapshot(path) writes a copy of it, and "
            "Ledger.from_journal(ledger.journal()) makes another one in memory"
        )

    def refresh(self) -> int:
        """Follow what others have posted since; how many entries that were.

        Each posting does so before it is judged; who only reads calls this.

        >>> from ringfence import Ledger
        >>> Ledger().refresh()
        0
        """
        return _ringfence.refresh(self._book)

    def snapshot(self, path: str | PathLike[str]) -> None:
        """Write the book as it stands to a new file that can be mailed.

        Never copy the file of a book that somebody works on: its last entries may stand beside
        it. Raises `StoreError` where a file of that name is there.

        >>> import tempfile
        >>> from pathlib import Path
        >>> from ringfence import Ledger, StoreError
        >>> copy, ledger = Path(tempfile.mkdtemp()) / "to-mail.ringfence", Ledger()
        >>> ledger.snapshot(copy)
        >>> with Ledger.open(copy) as mailed:
        ...     mailed.head() == ledger.head()
        True
        >>> try:
        ...     ledger.snapshot(copy)
        ... except StoreError as no:
        ...     print(str(no).partition("; ")[2])
        choose a name that is free
        """
        _ringfence.snapshot(self._book, fspath(path))

    def checkpoint(self, origin: str = "ringfence") -> Checkpoint:
        """Say what the journal is now, to be published.

        Who keeps it can tell later whether anything up to here was changed or taken away.
        """
        return Checkpoint(_ringfence.checkpoint(self._book, origin))

    def verify(self, against: Checkpoint | str | None = None) -> Verification:
        """Read the whole journal anew, and say all that stands against it.

        `against` is a checkpoint that was published before: without one a journal that lost its
        end looks like one that never had it.

        >>> from ringfence import Ledger
        >>> ledger = Ledger()
        >>> _ = ledger.add_body("gov", kind="government")
        >>> found = ledger.verify(against=ledger.checkpoint())
        >>> found.ok, found.entry
        (True, 1)
        """
        text = None if against is None else str(against)
        ok, entry, hash_, faults = _ringfence.verify(self._book, text)
        return Verification(ok, entry, hash_, tuple(faults))
