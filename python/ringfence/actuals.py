"""Agreement with the general ledger: its costs come in by a dated map, and are shown to agree."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from os import PathLike, fspath

from . import _ringfence
from ._asking import Asking
from ._values import Day
from .errors import Rejection
from .table import Table

__all__ = ["Actuals", "LoadedActuals", "RefusedLine"]


@dataclass(frozen=True)
class RefusedLine:
    """A line of an extract that the rules refused."""

    file: str
    """The extract."""
    row: int
    """The first row of the line, as a spreadsheet counts; 0 where the extract has it no more."""
    rejection: Rejection
    """Why."""

    def __str__(self) -> str:
        """Show the place and the reason."""
        return f"{self.file}, row {self.row}: {self.rejection}"


@dataclass(frozen=True)
class LoadedActuals:
    """What came of an extract: all of its differences were posted, or none and why not."""

    posted: int
    """How many entries were posted; 0 where nothing differs, or where any was refused."""
    notes: tuple[str, ...]
    """What is no fault and should be known: what waits in suspense, what the map did not use."""
    refused: tuple[RefusedLine, ...] = ()
    """The lines that were refused."""


class Actuals(Asking):
    """What a ledger has of a general ledger."""

    def load_actuals(
        self,
        file: str | PathLike[str],
        map: str | PathLike[str],  # noqa: A002 - what finance officers call it
        period: str,
        *,
        source: str,
        control_total: Decimal | str | int,
        cumulative: bool = False,
        year: str | None = None,
        signs: str = "minus",
        costs: str = "positive",
        columns: Mapping[str, str] | None = None,
        sheet: str | None = None,
        body: str | None = None,
        suspense: str | None = None,
        recorded: Day | None = None,
        actor: str | None = None,
    ) -> LoadedActuals:
        r"""Post what a general ledger states for a period, as far as it was not posted yet.

        `file` is the extract, a CSV file or a workbook, with a column each for cost centre,
        subjective code and amount; `columns` says what they are called there, such as
        `{"cost_centre": "Cost Ctr"}`. `map` says where lines belong, in columns `cost_centre`,
        `subjective` (a code, a range such as `5200-5299`, or blank for all), `body`, `stream`,
        `project`, `purpose`, `cost`, `from` and `until`. The map is asked on the period's last
        day; on no day two of its rows may cover the same line.

        `source` is what the general ledger is called, the same from month to month. The same
        source and period again posts only the difference, line by line: what is more as a spend,
        what is less as a credit, what moved as a recharge, each `actual`. So what was posted
        always adds up to the extract, whatever was restated, and nothing is posted twice. A line
        that no row covers waits in suspense; once a row covers it, loading the period again moves
        its cost to where it belongs. What somebody moved by hand stays there.

        `control_total` is what the extract should add up to, in its own signs; where it does not,
        nothing is posted. `cumulative=True`: the extract is the year to date, and what the
        periods before posted is taken off. `period` is written `2016-17 M06`, `M06` or `P6`
        beside `year`, or `Sep-16`; `M13` closes the year. `signs` says how amounts below nought
        are written, `minus`, `brackets`, `trailing_minus` or `cr_dr`; `costs` on which side of
        nought a cost stands, `positive` or `negative`.

        Costs count on the period's last day; those of M13 on the day after the year, and to the
        year. What lessens a cost of M13 counts on the year's last day. A closed year takes
        nothing more: `year_already_closed` is among `refused`, and the general ledger states such
        a difference in a period of an open year, as well.

        Raises `ActualsError` with everything that is wrong with the files, and where.

        >>> import tempfile, pathlib
        >>> from ringfence import Ledger
        >>> ledger = Ledger()
        >>> _ = ledger.add_body("gov", kind="government")
        >>> _ = ledger.add_body("upland", kind="health_board", parent="gov")
        >>> _ = ledger.add_stream("core", purposes=["clinics"])
        >>> _ = ledger.add_stream("unknown", purposes=["unknown"], suspense=True)
        >>> _ = ledger.allocate("core", to="upland", year="2016-17", amount=900,
        ...                     notice="letter", effective="2016-04-05")
        >>> folder = pathlib.Path(tempfile.mkdtemp())
        >>> extract, map_ = folder / "m01.csv", folder / "map.csv"
        >>> _ = extract.write_text('cost_centre,subjective,amount\n00123,5200,"1,000.00"\n')
        >>> _ = map_.write_text("cost_centre,body,stream,purpose\n00124,upland,core,clinics\n")
        >>> april = {"period": "2016-17 M01", "source": "Upland general ledger"}
        >>> loaded = ledger.load_actuals(extract, map_, control_total=1000, **april)
        >>> unknown = {"body": "upland", "stream": "unknown", "year": "2016-17"}
        >>> loaded.posted, ledger.position(**unknown).spent
        (1, Decimal('1000.00'))
        >>> print(loaded.notes[0].split(":")[1])
         £1,000.00 waits in suspense, as no row of map.csv covers it

        The map learns where it belongs, and the month is loaded again:

        >>> _ = map_.write_text("cost_centre,body,stream,purpose\n00123,upland,core,clinics\n")
        >>> ledger.load_actuals(extract, map_, control_total=1000, **april).posted
        1
        >>> ledger.load_actuals(extract, map_, control_total=1000, **april).posted
        0
        >>> ledger.position(body="upland", stream="core", year="2016-17").spent
        Decimal('1000.00')
        """
        asked = {
            "period": period,
            "year": year,
            "source": source,
            "control_total": control_total,
            "cumulative": cumulative,
            "signs": signs,
            "costs": costs,
            "sheet": sheet,
            "body": body,
            "suspense": suspense,
            "recorded": recorded,
            "actor": actor,
        }
        files = (fspath(file), fspath(map))
        planned = _ringfence.Actuals(self._book, files, asked, _headings(columns))
        salts = [secrets.token_bytes(16) for _ in range(len(planned))]
        posted, refused = planned.post(self._book, salts)
        return LoadedActuals(
            posted, tuple(planned.notes), tuple(RefusedLine(*it) for it in refused)
        )

    def agree(
        self,
        file: str | PathLike[str],
        map: str | PathLike[str],  # noqa: A002 - what finance officers call it
        period: str,
        *,
        source: str,
        control_total: Decimal | str | int | None = None,
        cumulative: bool = False,
        year: str | None = None,
        signs: str = "minus",
        costs: str = "positive",
        columns: Mapping[str, str] | None = None,
        sheet: str | None = None,
    ) -> Table:
        r"""Show whether the ledger has what a general ledger states, by cost centre.

        What the ledger has is what the source posted for the period, less what was reversed or
        credited since; with `cumulative=True`, of all periods of the year up to it. Nothing is
        posted, and the map is read and not asked. The arguments are those of `load_actuals`.

        Raises `ActualsError` with everything that is wrong with the files, and where.

        >>> import tempfile, pathlib
        >>> from ringfence import Ledger
        >>> folder = pathlib.Path(tempfile.mkdtemp())
        >>> extract, map_ = folder / "m01.csv", folder / "map.csv"
        >>> _ = extract.write_text("cost_centre,subjective,amount\n00123,5200,10.00\n")
        >>> _ = map_.write_text("cost_centre,body,stream,purpose\n")
        >>> agreed = Ledger().agree(extract, map_, "Apr-16", source="Upland general ledger")
        >>> agreed[0]["ledger"], agreed[0]["extract"], agreed[0]["difference"]
        (Decimal('0.00'), Decimal('10.00'), Decimal('-10.00'))
        """
        asked = {
            "period": period,
            "year": year,
            "source": source,
            "control_total": control_total,
            "cumulative": cumulative,
            "signs": signs,
            "costs": costs,
            "sheet": sheet,
        }
        files = (fspath(file), fspath(map))
        return self._shown(_ringfence.agree(self._book, files, asked, _headings(columns)))


def _headings(columns: Mapping[str, str] | None) -> dict[str, str] | None:
    return None if columns is None else dict(columns)
