"""Lay out the sources of the site: pages, chapters, and the notebooks as they ran.

`python python/docs/assemble.py OUT [RUSTDOC]` writes them to the folder OUT; RUSTDOC is what
`cargo doc` made, which becomes a part of the site.
"""

import html
import re
import shutil
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import jupytext
from IPython.core.displayhook import DisplayHook
from IPython.core.interactiveshell import InteractiveShell
from IPython.core.pylabtools import select_figure_formats
from IPython.utils.capture import capture_output

import ringfence as rf

ROOT = Path(__file__).resolve().parents[2]
PAGES = Path(__file__).parent / "pages"
CHAPTERS = ROOT / "crates" / "ringfence" / "docs"
NOTEBOOKS = ROOT / "examples" / "notebooks"

TITLES = {"rules": "All that a rule may say"}
"""Of chapters that have none, since the page of a module gives them one."""
WIDE = {"presets", "glossary", "facts", "rejections"}
"""Of chapters that are tables from side to side."""
NO_PAGE = {"refused"}
"""What is only a part of another page."""


def main(out: Path, rustdoc: Path | None) -> None:
    """Write everything anew."""
    shutil.rmtree(out, ignore_errors=True)
    shutil.copytree(PAGES, out)
    (out / "chapters").mkdir()
    for path in sorted(CHAPTERS.glob("*.md")):
        if path.stem not in NO_PAGE:
            text = chapter(path.read_text("utf-8"), TITLES.get(path.stem))
            wide = "---\nhide: [toc]\n---\n\n" if path.stem in WIDE else ""
            (out / "chapters" / path.name).write_text(wide + text, "utf-8")
    changes = (ROOT / "CHANGELOG.md").read_text("utf-8")
    (out / "chapters" / "changelog.md").write_text(without_links(changes), "utf-8")
    for path in sorted(NOTEBOOKS.glob("*.py")):
        (out / "tutorial" / f"{path.stem}.md").write_text(notebook(path), "utf-8")
    (out / "reference" / "drafts.md").write_text(drafts(), "utf-8")
    (out / "reference" / "rust.md").write_text(rust(rustdoc is not None), "utf-8")
    if rustdoc is not None:
        shutil.copytree(rustdoc, out / "rust", ignore=shutil.ignore_patterns(".lock"))


def chapter(text: str, title: str | None) -> str:
    """A chapter as rustdoc shows it: names instead of links to items, no hidden lines."""
    lines = list(shown(text))
    if sum(line.startswith("# ") for line in lines) > 1:  # parts: one title, and all a step lower
        first = next(place for place, line in enumerate(lines) if line.startswith("# "))
        lower = (re.sub(r"^(#+) ", r"#\1 ", line) for line in lines[first + 1 :])
        lines = [*lines[: first + 1], *lower]
    head = [f"# {title}", ""] if title else []
    return "\n".join([*head, *lines]) + "\n"


def shown(text: str) -> Iterator[str]:
    """Each line that a reader is shown; a line of code is kept apart from headings by a mark."""
    fence: str | None = None
    for line in text.splitlines():
        if line.startswith("```"):
            fence = (line[3:] or "rust").replace("compile_fail", "rust") if fence is None else None
            yield f"```{fence}" if fence else "```"
        elif fence is None:
            yield without_links(line)
        elif fence != "rust" or not re.match(r"\s*# |\s*#$", line):
            yield line


def without_links(line: str) -> str:
    """Links to other chapters stay; links to items of Rust become their names."""
    line = re.sub(r"\]\(crate::_chapters::(\w+)\)", r"](\1.md)", line)
    line = re.sub(r"\[([^\]]+)\]\((?:crate|ringfence\w*)::[^)]*\)", r"\1", line)
    line = re.sub(r"\[([^\]]+)\]\((?!https?:|\w+\.md)[^)]*\)", r"\1", line)
    return re.sub(r"\[(`[^`\]]+`)\](?![(\[:])", r"\1", line)


class Silent(DisplayHook):
    """Prints nothing of what a cell gives: that is shown in the form of a notebook."""

    def __call__(self, result: object = None) -> None:
        """Keep it."""
        if self.exec_result is not None:
            self.exec_result.result = result


def notebook(path: Path) -> str:
    """A notebook as Markdown, with what each cell showed."""
    shell = InteractiveShell.instance(displayhook_class=Silent)
    shell.reset(new_session=False)
    if find_spec("matplotlib"):
        select_figure_formats(shell, {"png"})
    parts: list[str] = []
    for cell in jupytext.read(path).cells:
        if cell.cell_type == "markdown":
            parts.append(cell.source)
            continue
        with capture_output() as shown:
            done = shell.run_cell(cell.source)
        done.raise_error()
        parts.append(f"```python\n{cell.source}\n```")
        if shown.stdout:
            parts.append(box(f"<pre>{html.escape(shown.stdout.rstrip())}</pre>"))
        parts += [box(output(it.data)) for it in shown.outputs]
        if done.result is not None:
            parts.append(box(output(shell.display_formatter.format(done.result)[0])))
    return "\n\n".join(parts) + "\n"


def output(data: dict[str, str]) -> str:
    """What a cell showed: HTML where it gave any, else a picture, else text."""
    if "text/html" in data:
        return data["text/html"]
    if "image/png" in data:
        words = html.escape(data.get("text/plain", "a picture"), quote=True)
        return f'<img alt="{words}" src="data:image/png;base64,{data["image/png"].strip()}">'
    return f"<pre>{html.escape(data['text/plain'])}</pre>"


def box(inner: str) -> str:
    """What was shown, which scrolls where it is wide."""
    return f'<div class="output">\n{inner}\n</div>'


def drafts() -> str:
    """A page of all drafts, by their classes."""
    kinds = [name for name in rf.drafts.__all__ if name != "Draft"]
    head = """# Drafts in Python

A draft says one thing that is asked or that is a fact. Every draft may also say what `Draft` has:
two dates, who says it, a key, and words. What each needs stands [field by
field](../chapters/drafts.md).

::: ringfence.Draft
"""
    one = "::: ringfence.{}\n    options:\n      inherited_members: false\n"
    return "\n".join([head, *(one.format(name) for name in sorted(kinds))])


def rust(is_built: bool) -> str:
    """The door to what `cargo doc` made."""
    crates = ["ringfence", "ringfence_store", "ringfence_formats", "ringfence_testkit"]
    says = [
        "the core: words, nouns, law, journal, state, views",
        "where a journal is kept: in memory, in one SQLite file, or in PostgreSQL",
        "tables, seed folders and whole journals, in and out",
        "generators, a slow and obvious model, and the laws, for your own rules, too",
    ]
    rows = []
    for crate, what in zip(crates, says, strict=True):
        name = f"`{crate.replace('_', '-')}`"
        link = f'<a href="../rust/{crate}/index.html">{crate.replace("_", "-")}</a>'
        rows.append(f"| {link if is_built else name} | {what} |")
    note = "" if is_built else "\nTheir pages were not built: `make docs` builds them.\n"
    return "\n".join(["# Rust", "", "| crate | what is there |", "|---|---|", *rows, note])


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) > 2 else None)
