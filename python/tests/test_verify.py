"""The verifier for auditors, against a journal that the Rust tests wrote.

The hashes of the files that are made here are worked out here, by the form as the docs state it.
"""

import hashlib
import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
JOURNAL = (ROOT / "tests/journal/aberwen.jsonl").read_bytes()
CHECKPOINT = ROOT / "tests/journal/aberwen.checkpoint"
LINES = JOURNAL.splitlines(keepends=True)


def verify(journal: bytes, *asked: str) -> tuple[int, str]:
    """The exit code, and what was said."""
    program = [sys.executable, "-I", "-W", "error", str(ROOT / "examples/verify.py"), *asked]
    ran = subprocess.run(program, input=journal, capture_output=True, timeout=60, check=False)
    said = (ran.stdout if ran.returncode == 0 else ran.stderr).decode()
    assert said.count("\n") == 1, said
    return ran.returncode, said.strip()


def chained(tag: bytes, *parts: bytes) -> str:
    digest = hashlib.sha256(tag)
    for part in parts:
        digest.update(len(part).to_bytes(8, "big"))
        digest.update(part)
    return digest.hexdigest()


def head_of(lines: list[bytes]) -> bytes:
    if len(lines) == 1:
        header = json.loads(lines[0])["header"]
        return bytes.fromhex(chained(b"ringfence/book/v1", header.encode()))
    return bytes.fromhex(json.loads(lines[-1])["hash"])


def line_after(lines: list[bytes], figures: dict[str, object]) -> bytes:
    """One more entry, as the form has it."""
    number = len(lines)
    header = json.dumps({**json.loads(json.loads(lines[1])["header"]), "entry": number})
    text_hash = hashlib.sha256(bytes(16) + b"{}").hexdigest()
    said = json.dumps(figures)
    parts = (head_of(lines), header.encode(), said.encode(), bytes.fromhex(text_hash))
    entry = {
        "entry": number,
        "header": header,
        "figures": said,
        "text": "{}",
        "salt": bytes(16).hex(),
        "text_hash": text_hash,
        "hash": chained(b"ringfence/entry/v1", *parts),
    }
    return json.dumps(entry).encode() + b"\n"


def without_words(line: bytes) -> bytes:
    return json.dumps({**json.loads(line), "text": None, "salt": None}).encode() + b"\n"


def redaction(*entries: int) -> dict[str, object]:
    return {"event": "redacted", "act": {"redact": {"entries": list(entries)}}}


def test_a_journal_that_holds_is_told_with_its_size_and_head(tmp_path: Path) -> None:
    head = head_of(LINES).hex()
    holds = (0, f"6 entries hold, the head is {head}")
    assert verify(JOURNAL) == holds
    assert verify(JOURNAL, "--against", str(CHECKPOINT)) == holds
    windows = b"\xef\xbb\xbf" + JOURNAL.replace(b"\n", b"\r\n")
    (tmp_path / "windows.jsonl").write_bytes(windows)
    assert verify(b"", str(tmp_path / "windows.jsonl")) == holds


@pytest.mark.parametrize("number", range(1, 7))
def test_each_changed_part_of_an_entry_names_it(number: int) -> None:
    line = json.loads(LINES[number])
    for key, value in line.items():
        changed = value + 1 if key == "entry" else ("0" if value[0] != "0" else "1") + value[1:]
        lines = [*LINES[:number], json.dumps({**line, key: changed}).encode() + b"\n"]
        code, said = verify(b"".join(lines + LINES[number + 1 :]))
        assert code == 1, key
        assert said.startswith(f"entry {number} does not hold: "), key


def test_no_changed_byte_passes() -> None:
    # Of each line a byte in each thirty; a change that JSON does not see changes nothing.
    for line, text in enumerate(LINES):
        for place in range(line, len(text), 30):
            changed = bytearray(text)
            changed[place] ^= 1
            code, said = verify(b"".join([*LINES[:line], bytes(changed), *LINES[line + 1 :]]))
            assert code == 1, (line, place)
            # The header of the book is hashed into its genesis, on which entry 1 stands.
            named = "the book" if line == 0 and "the book" in said else f"entry {max(line, 1)}"
            assert said.startswith(f"{named} does not hold: "), said


def test_entries_taken_out_put_in_or_swapped_are_named() -> None:
    header, first, second, *rest = LINES
    for lines, named in (
        ([header, second, *rest], 1),
        ([header, first, *rest], 2),
        ([header, second, first, *rest], 1),
        ([header, first, first, second, *rest], 2),
    ):
        assert verify(b"".join(lines))[1].startswith(f"entry {named} does not hold: ")


def test_a_file_that_was_cut_is_seen_inside_a_line_or_against_a_checkpoint() -> None:
    assert verify(JOURNAL[:-10])[1].startswith("entry 6 does not hold: ")
    assert verify(b"")[1].startswith("the book does not hold: ")
    short = b"".join(LINES[:5])
    assert verify(short)[0] == 0, "the chain alone cannot show it"
    cut = (1, "truncated: 4 of 6 entries of the checkpoint")
    assert verify(short, "--against", str(CHECKPOINT)) == cut


def test_another_history_is_seen_against_a_checkpoint(tmp_path: Path) -> None:
    other = LINES[:6]
    other = [*other, line_after(other, {"event": "spent", "act": {}})]
    other = [*other, line_after(other, {"event": "spent", "act": {}})]
    assert verify(b"".join(other))[0] == 0
    rewritten = (1, "rewritten at or before entry 6")
    assert verify(b"".join(other), "--against", str(CHECKPOINT)) == rewritten
    longer = [*LINES, line_after(LINES, {"event": "spent", "act": {}})]
    assert verify(b"".join(longer), "--against", str(CHECKPOINT))[0] == 0
    (tmp_path / "no.checkpoint").write_text("aberwen\n", encoding="utf-8")
    assert verify(JOURNAL, "--against", str(tmp_path / "no.checkpoint"))[0] == 1


def test_words_may_be_missing_where_a_later_entry_took_them_away() -> None:
    lines = [without_words(it) if at in (1, 4) else it for at, it in enumerate(LINES)]
    missing = "its words are missing, and no later entry took them away"
    assert verify(b"".join(lines)) == (1, f"entry 1 does not hold: {missing}")
    one = [*lines, line_after(lines, redaction(1))]
    assert verify(b"".join(one)) == (1, f"entry 4 does not hold: {missing}")
    both = [*one, line_after(one, redaction(4))]
    assert verify(b"".join(both), "--against", str(CHECKPOINT))[0] == 0
    # An entry that comes before takes nothing away.
    early = [*LINES, line_after(LINES, redaction(8))]
    early = [*early, without_words(line_after(early, {"event": "spent", "act": {}}))]
    assert verify(b"".join(early)) == (1, f"entry 8 does not hold: {missing}")
    # Nor does one that names itself.
    own = [*LINES, without_words(line_after(LINES, redaction(7)))]
    assert verify(b"".join(own)) == (1, f"entry 7 does not hold: {missing}")


def test_words_that_came_back_are_named() -> None:
    back = [*LINES, line_after(LINES, redaction(3, 4))]
    there = "its words are there, and a later entry took them away"
    assert verify(b"".join(back)) == (1, f"entry 3 does not hold: {there}")
    back[3] = without_words(back[3])
    assert verify(b"".join(back)) == (1, f"entry 4 does not hold: {there}")
    back[4] = without_words(back[4])
    assert verify(b"".join(back))[0] == 0


def test_words_without_salt_or_salt_without_words_do_not_hold() -> None:
    for key in ("text", "salt"):
        half = json.dumps({**json.loads(LINES[2]), key: None}).encode() + b"\n"
        code, said = verify(b"".join([*LINES[:2], half, *LINES[3:]]))
        assert (code, said) == (1, "entry 2 does not hold: only one of words and salt is there")
