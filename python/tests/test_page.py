"""The chapter "Write your own rule": its test in Python, as a reader would run it."""

import subprocess
import sys
from pathlib import Path

DOCS = Path(__file__).resolve().parents[2] / "crates" / "ringfence" / "docs"


def test_the_test_of_the_page_passes_and_sees_a_wrong_rule(tmp_path: Path) -> None:
    page = (DOCS / "write_a_rule.md").read_text(encoding="utf-8")
    test = page.split("```python\n")[1].split("```")[0]
    rule = (DOCS / "winter.toml").read_text(encoding="utf-8")
    (tmp_path / "test_winter.py").write_text(test, encoding="utf-8")
    run = [sys.executable, "-m", "pytest", "--quiet", "-p", "no:cacheprovider", "test_winter.py"]
    for of, code in (("of = 5", 0), ("of = 6", 1)):
        (tmp_path / "winter.toml").write_text(rule.replace("of = 5", of), encoding="utf-8")
        ran = subprocess.run(run, cwd=tmp_path, capture_output=True, text=True, check=False)
        assert ran.returncode == code, ran.stdout
