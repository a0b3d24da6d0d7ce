"""The examples in the docs of compiled classes run, and every public name has docs."""

import doctest
import inspect

import pytest

import ringfence as rf
from ringfence import _ringfence

COMPILED = [it for it in vars(_ringfence).values() if inspect.isclass(it)]


@pytest.mark.parametrize("kind", COMPILED, ids=lambda kind: kind.__name__)
def test_examples_of_compiled_classes_run(kind: type) -> None:
    for example in doctest.DocTestFinder().find(kind, kind.__name__, globs={}):
        results = doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE).run(example)
        assert results.failed == 0, example.name


def test_every_public_name_has_docs() -> None:
    for name in rf.__all__:
        kind = getattr(rf, name)
        if not inspect.isclass(kind) and not inspect.isfunction(kind):
            continue
        assert inspect.getdoc(kind), name
        public = (it for it in vars(kind) if inspect.isclass(kind) and not it.startswith("_"))
        for member in public:
            value = inspect.getattr_static(kind, member)
            if callable(value) or isinstance(value, property | staticmethod):
                assert inspect.getdoc(getattr(kind, member)), f"{name}.{member}"
