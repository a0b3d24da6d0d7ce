"""The code of the site's own pages runs, and its pages lead somewhere."""

import importlib.util
import re
import sys
from pathlib import Path
from types import ModuleType

import pytest

DOCS = Path(__file__).parents[1] / "docs"
PAGES = sorted((DOCS / "pages").rglob("*.md"))
CODE = re.compile(r"^```python\n(.*?)^```", re.DOTALL | re.MULTILINE)
RUNS = [path for path in PAGES if CODE.search(path.read_text("utf-8"))]


def script(name: str) -> ModuleType:
    """A script of the site, as a module."""
    spec = importlib.util.spec_from_file_location(name, DOCS / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("path", RUNS, ids=lambda path: path.stem)
def test_the_code_of_a_page_runs(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {}
    for code in CODE.findall(path.read_text("utf-8")):
        exec(compile(code, path.name, "exec"), names)


def test_each_page_stands_in_the_navigation() -> None:
    said = (DOCS / "mkdocs.yml").read_text("utf-8")
    notebooks = (DOCS.parents[1] / "examples" / "notebooks").glob("*.py")
    pages = [str(path.relative_to(DOCS / "pages")) for path in PAGES]
    pages += [f"tutorial/{path.stem}.md" for path in notebooks]
    assert [page for page in pages if page not in said] == []


def test_a_chapter_is_shown_as_rustdoc_shows_it() -> None:
    chapter = script("assemble").chapter
    text = (
        "# One\nSee [`Draft`](crate::journal::Draft), [`Facts`] and [drafts]"
        "(crate::_chapters::drafts).\n```\n# hidden();\nshown(&[`a`]);\n```\n# Two\n"
    )
    assert chapter(text, None) == (
        "# One\nSee `Draft`, `Facts` and [drafts](drafts.md).\n"
        "```rust\nshown(&[`a`]);\n```\n## Two\n"
    )


def test_a_link_that_leads_nowhere_is_found(tmp_path: Path) -> None:
    links = script("links")
    (tmp_path / "b.html").write_text('<h2 id="there">b</h2>', "utf-8")
    page = tmp_path / "a.html"
    page.write_text(
        '<a href="b.html#there">1</a><a href="b.html#gone">2</a><a href="c.html">3</a>'
        '<a href="https://www.gov.wales">4</a><script src="https://example.org/a.js"></script>',
        "utf-8",
    )
    assert links.faults_of(tmp_path, page) == [
        "fetches https://example.org/a.js from outside",
        "links to b.html#gone, which has no such anchor",
        "links to c.html, which is not there",
    ]
    assert links.main(tmp_path) == 3
