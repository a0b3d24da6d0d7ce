"""What of a body's money is put to which project, movement by movement."""

from __future__ import annotations

import json
from decimal import Decimal

from .._values import Day
from ..ledger import Ledger

_PUT = {"earmarked", "held", "committed", "invoiced", "accrued", "prepaid"}


def promises_of(ledger: Ledger) -> dict[str, str]:
    """Find the project that each commitment and hold names."""
    found: dict[str, str] = {}
    for row in ledger.journal():
        if row["kind"] not in ("committed", "held"):
            continue
        act = json.loads(str(row["figures"])).get("act", {})
        for said in act.values():
            if isinstance(said, dict) and said.get("project") and said.get("id"):
                found[str(said["id"])] = str(said["project"])
    return found


def put_to_projects(
    ledger: Ledger,
    promises: dict[str, str],
    *,
    body: str,
    stream: str,
    year: str,
    as_at: Day | None,
) -> dict[str, Decimal]:
    """Sum what is tied to, kept, promised or spent for each project of a line in a year."""
    found: dict[str, Decimal] = {}
    for row in ledger.statement(body=body, stream=stream, year=year, as_at=as_at):
        amount = row["amount"]
        promise = str(row["commitment"] or row["hold"] or "")
        project = str(row["project"] or promises.get(promise, ""))
        if not project or not isinstance(amount, Decimal):
            continue
        moved = (row["to"] in _PUT) - (row["from"] in _PUT)
        found[project] = found.get(project, Decimal(0)) + moved * amount
    return {project: amount for project, amount in found.items() if amount}
