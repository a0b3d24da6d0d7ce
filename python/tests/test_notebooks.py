"""The notebooks run as they stand, in a kernel of their own, and each shows something."""

from pathlib import Path

import jupytext
import nbformat
import pytest
from nbclient import NotebookClient

ROOT = Path(__file__).parents[2]
NOTEBOOKS = sorted((ROOT / "examples" / "notebooks").glob("*.py"))


def test_the_notebooks_are_there() -> None:
    assert len(NOTEBOOKS) >= 4


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
@pytest.mark.filterwarnings("default")  # of the kernel's own packages
def test_a_notebook_runs_in_a_kernel(path: Path, tmp_path: Path) -> None:
    notebook = jupytext.read(path)
    client = NotebookClient(
        notebook, timeout=300, kernel_name="python3", resources={"metadata": {"path": str(ROOT)}}
    )
    done = client.execute()
    nbformat.write(done, tmp_path / f"{path.stem}.ipynb")
    cells = [cell for cell in done.cells if cell.cell_type == "code"]
    assert all(cell.execution_count for cell in cells)
    shown = [it for cell in cells for it in cell.outputs]
    assert not [it for it in shown if it.output_type == "error" or it.get("name") == "stderr"]
    assert any("text/html" in it.get("data", {}) for it in shown)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_teaches(path: Path) -> None:
    """A title first, words before each idea, and figures that were worked out by hand."""
    cells = jupytext.read(path).cells
    words = [cell.source for cell in cells if cell.cell_type == "markdown"]
    code = [cell.source for cell in cells if cell.cell_type == "code"]
    assert words[0].startswith("# ")
    assert len(words) * 2 >= len(code)
    assert sum(cell.count("assert ") for cell in code) >= 5
    assert "Aberwen" in "\n".join(words)
