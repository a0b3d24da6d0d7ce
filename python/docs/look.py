"""Open the built site in headless Chromium: no error, nothing fetched, and the search answers.

`python python/docs/look.py SITE [PICTURES]` reads it from the disk, as a person would who got it by
mail. Where there is no Chromium it says so, and checks nothing.
"""

import shutil
import sys
from pathlib import Path

PAGES = [
    "index.html",
    "tutorial/01_first_ledger.html",
    "tutorial/04_year_end.html",
    "howto/close_a_year.html",
    "reference/ledger.html",
    "reference/answers.html",
    "chapters/questions.html",
    "chapters/presets.html",
    "chapters/design.html",
]
FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
FLAGS += ["--disable-component-update", "--disable-sync"]


def main(site: Path, pictures: Path | None) -> int:
    """Look at each page, wide and narrow, and use the search box; how many faults there are."""
    from playwright.sync_api import sync_playwright

    faults: list[str] = []
    with sync_playwright() as playwright:
        path = shutil.which("chromium")
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        tab = browser.new_page(viewport={"width": 1280, "height": 900})
        tab.on(
            "console",
            lambda it: faults.append(f"console: {it.text}") if it.type == "error" else None,
        )
        tab.on("pageerror", lambda it: faults.append(f"error: {it}"))
        tab.on(
            "request",
            lambda it: (
                faults.append(f"asks for {it.url}")
                if not it.url.startswith(("file:", "data:", "blob:", "about:"))
                else None
            ),
        )
        for name in PAGES:
            tab.goto((site / name).as_uri())
            tab.wait_for_load_state("load")
            for width in (1280, 400):
                tab.set_viewport_size({"width": width, "height": 900})
                wide = tab.evaluate("document.documentElement.scrollWidth")
                if wide > width:
                    faults.append(f"{name} is {wide} wide at {width}")
                if pictures:
                    pictures.mkdir(parents=True, exist_ok=True)
                    shot = pictures / f"{name.replace('/', '-')}-{width}.png"
                    tab.screenshot(path=shot, full_page=name.startswith(("index", "tutorial")))
            tab.set_viewport_size({"width": 1280, "height": 900})

        tab.goto((site / "index.html").as_uri())
        tab.fill("input[name=query]", "who gains")
        results = tab.locator(".md-search-result__item a.md-search-result__link")
        results.first.wait_for(timeout=60_000)
        found = results.count()
        if pictures:
            tab.screenshot(path=pictures / "search.png")
        results.first.click()
        tab.wait_for_load_state("load")
        if not tab.title() or found < 2:
            faults.append(f"the search found {found}")
        print(f"the search found {found}; the first is {tab.title()}")
        browser.close()
    for fault in dict.fromkeys(faults):
        print(fault)
    print(f"{len(PAGES)} pages looked at, {len(faults)} faults")
    return len(faults)


if __name__ == "__main__":
    if shutil.which("chromium") is None:
        print("There is no chromium here: the site was not looked at.")
        sys.exit(0)
    given = [Path(it).resolve() for it in sys.argv[1:]]
    sys.exit(min(1, main(given[0], given[1] if len(given) > 1 else None)))
