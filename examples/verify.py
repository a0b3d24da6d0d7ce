"""Verify an exported journal of ringfence with nothing but Python's own library (3.9 or later).

    python3 verify.py journal.jsonl --against seen.checkpoint

Words are missing where a later entry took them away, and only there. A cut end needs a checkpoint.
"""

import argparse
import base64
import json
import sys
from hashlib import sha256
from pathlib import Path

KEYS = ["entry", "header", "figures", "text", "salt", "text_hash", "hash"]


def chained(tag, *parts):
    """The hash of a tag and of parts, each under its length in eight bytes."""
    return sha256(tag + b"".join(len(it).to_bytes(8, "big") + it for it in parts)).digest()


def expect(holds, problem):
    if not holds:
        raise ValueError(problem)


def fields(raw, keys, encoding="utf-8"):
    found = json.loads(raw.decode(encoding))
    expect(list(found) == keys, f"its keys are not {', '.join(keys)}")
    return list(found.values())


def follow(raw, number, previous):
    """Gives the hash of an entry, whether it has words, and whose words it took away."""
    stated, header, figures, words, salt, text_hash, hashed = fields(raw, KEYS)
    parts = (previous, header.encode(), figures.encode(), bytes.fromhex(text_hash))
    own = chained(b"ringfence/entry/v1", *parts)
    expect(own.hex() == hashed, "its hash does not match: it, or one before it, was changed")
    expect((words is None) == (salt is None), "only one of words and salt is there")
    same = words is None or chained(bytes.fromhex(salt) + words.encode()).hex() == text_hash
    expect(same, "its words are not those that were written")
    expect(number == stated == json.loads(header)["entry"], f"it says that it is {stated}")
    figures = json.loads(figures)
    gone = figures["act"]["redact"]["entries"] if figures["event"] == "redacted" else []
    return own, words is not None, [other for other in gone if other < number]


def verify(lines, seen):
    """Gives the size and the head of a journal; compares it with a checkpoint, if there is one."""
    number, hashes, worded, wordless, back = 0, [], set(), set(), set()
    try:
        form, header = fields(next(lines, b""), ["form", "header"], "utf-8-sig")
        expect(form == "ringfence/journal/v1", f"its form is {form}, not known here")
        hashes.append(chained(b"ringfence/book/v1", header.encode()))
        for number, raw in enumerate(lines, start=1):
            own, has_words, gone = follow(raw, number, hashes[-1])
            hashes.append(own)
            (worded if has_words else wordless).add(number)
            wordless, back = wordless.difference(gone), back | worded.intersection(gone)
        number = min(wordless | back, default=number)
        expect(number not in wordless, "its words are missing, and no later entry took them away")
        expect(number not in back, "its words are there, and a later entry took them away")
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as problem:
        of = f"entry {number}" if number else "the book"
        raise ValueError(f"{of} does not hold: {problem}") from None
    _, size, head = seen.split("\n")[:3] if seen else ("", "0", base64.b64encode(hashes[0]))
    expect(int(size) <= number, f"truncated: {number} of {size} entries of the checkpoint")
    expect(hashes[int(size)] == base64.b64decode(head), f"rewritten at or before entry {size}")
    return f"{number} entries hold, the head is {hashes[-1].hex()}"


if __name__ == "__main__":
    asked = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    asked.add_argument("journal", nargs="?", help="the exported file, or standard input")
    asked.add_argument("--against", metavar="FILE", help="a checkpoint of the same book")
    asked = asked.parse_args()
    try:
        with open(asked.journal or 0, "rb") as lines:
            print(verify(lines, asked.against and Path(asked.against).read_text("utf-8")))
    except (OSError, ValueError) as problem:
        sys.exit(str(problem))
