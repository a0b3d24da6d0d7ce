"""No float stands anywhere in the package, but in what is drawn."""

import ast
from pathlib import Path

import pytest

import ringfence as rf

# A picture has places on paper, which are floats; test_plot reads the sums back from them.
SOURCES = sorted(it for it in Path(rf.__file__).parent.rglob("*.py*") if it.parent.name != "plot")


@pytest.mark.parametrize(
    "source", [it for it in SOURCES if it.suffix in {".py", ".pyi"}], ids=lambda it: it.name
)
def test_no_source_names_or_writes_a_float(source: Path) -> None:
    for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
        assert not (isinstance(node, ast.Constant) and isinstance(node.value, float)), source
        assert not (isinstance(node, ast.Name) and node.id == "float"), source
        assert not (isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div)), source
