"""Check the built site: each link inside it leads somewhere, and nothing is fetched from outside.

`python python/docs/links.py SITE`. What rustdoc made is only looked up, as it checks itself.
"""

import sys
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit


class Page(HTMLParser):
    """The anchors of a page, and what it links to and fetches."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.anchors: set[str] = set()
        self.links: list[str] = []
        self.fetched: list[str] = []
        self.feed(path.read_text("utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what a tag names."""
        said = {name: value or "" for name, value in attrs}
        self.anchors |= {said[name] for name in ("id", "name") if name in said}
        if tag == "a" and "href" in said:
            self.links.append(said["href"])
        if "src" in said:
            self.fetched.append(said["src"])
        if tag == "link" and said.get("rel") in {"stylesheet", "icon", "preload"}:
            self.fetched.append(said["href"])


page = cache(Page)


def faults_of(site: Path, path: Path) -> list[str]:
    """All that is wrong with one page."""
    faults = [
        f"fetches {it} from outside"
        for it in page(path).fetched
        if urlsplit(it).scheme not in {"", "data"}
    ]
    for link in [*page(path).links, *page(path).fetched]:
        to = urlsplit(link)
        if to.scheme or to.netloc:
            continue
        target = (path.parent / unquote(to.path)).resolve() if to.path else path.resolve()
        if target.is_dir():
            target = target / "index.html"
        if not target.is_relative_to(site) or not target.is_file():
            faults.append(f"links to {link}, which is not there")
        elif to.fragment and target.suffix == ".html":
            name = unquote(to.fragment)
            if name not in page(target).anchors and not name.startswith("__"):
                faults.append(f"links to {link}, which has no such anchor")
    return faults


def main(site: Path) -> int:
    """Check every page; how many faults there are."""
    paths = [it for it in sorted(site.rglob("*.html")) if (site / "rust") not in it.parents]
    count = 0
    for path in paths:
        if path.name == "404.html":  # served from anywhere: its links begin at the root
            continue
        for fault in faults_of(site, path):
            count += 1
            print(f"{path.relative_to(site)}: {fault}")
    links = sum(len(page(path).links) for path in paths)
    print(f"{len(paths)} pages, {links} links, {count} faults")
    return count


if __name__ == "__main__":
    sys.exit(min(1, main(Path(sys.argv[1]).resolve())))
