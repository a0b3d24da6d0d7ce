"""No float stands anywhere in the package."""

import ast
from pathlib import Path

import pytest

import ringfence as rf

SOURCES = sorted(Path(rf.__file__).parent.rglob("*.py*"))


@pytest.mark.parametrize(
    "source", [it for it in SOURCES if it.suffix in {".py", ".pyi"}], ids=lambda it: it.name
)
def test_no_source_names_or_writes_a_float(source: Path) -> None:
    for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
        assert not (isinstance(node, ast.Constant) and isinstance(node.value, float)), source
        assert not (isinstance(node, ast.Name) and node.id == "float"), source
        assert not (isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div)), source
