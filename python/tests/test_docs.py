"""The examples in the docs of compiled classes run, and every public name has docs.

What says that it raises shows so: the examples of Python modules run as pytest's doctests.
"""

import doctest
import inspect
import re
from collections.abc import Iterator

import pytest

import ringfence as rf
from ringfence import _ringfence

COMPILED = [it for it in vars(_ringfence).values() if inspect.isclass(it)]


def documented() -> Iterator[tuple[str, str]]:
    """Give each public name and each public member of a class, with its docs."""
    for name in rf.__all__:
        it = getattr(rf, name)
        if not inspect.isclass(it):
            if inspect.isroutine(it):
                yield name, inspect.getdoc(it) or ""
            continue
        yield name, inspect.getdoc(it) or ""
        ours = [kind for kind in it.__mro__ if kind.__module__.startswith("ringfence")]
        for member in {member for kind in ours for member in vars(kind)}:
            value = inspect.getattr_static(it, member)
            is_asked = isinstance(value, property | staticmethod | classmethod) or callable(value)
            if is_asked and not member.startswith("_"):
                yield f"{name}.{member}", inspect.getdoc(getattr(it, member)) or ""


DOCUMENTED = dict(documented())


def lacks_an_example(docs: str) -> bool:
    """Say whether docs tell of an error and show nothing."""
    return bool(re.search(r"\braises\b", docs, re.IGNORECASE)) and ">>> " not in docs


@pytest.mark.parametrize("kind", COMPILED, ids=lambda kind: kind.__name__)
def test_examples_of_compiled_classes_run(kind: type) -> None:
    for example in doctest.DocTestFinder().find(kind, kind.__name__, globs={}):
        results = doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE).run(example)
        assert results.failed == 0, example.name


def test_every_public_name_has_docs() -> None:
    assert [name for name, docs in DOCUMENTED.items() if not docs] == []


def test_what_raises_has_an_example() -> None:
    assert [name for name, docs in DOCUMENTED.items() if lacks_an_example(docs)] == []


def test_members_that_are_inherited_are_looked_at_too() -> None:
    assert {"Ledger.open", "Ledger.position", "Ledger.close", "Table.to_excel"} <= set(DOCUMENTED)


def test_an_error_that_nobody_shows_is_seen() -> None:
    told = "Open it. Raises `StoreError` where there is none."
    assert lacks_an_example(told)
    assert not lacks_an_example(f"{told}\n\n>>> open()\n")
    assert not lacks_an_example("Raise the floor.")
