"""What the README shows runs, and prints what the README says."""

import re
from pathlib import Path

README = Path(__file__).parents[2] / "README.md"


def test_the_python_of_the_readme_prints_what_it_says(capsys):
    blocks = re.findall(
        r"^```python\n(.*?)^```", README.read_text("utf-8"), re.DOTALL | re.MULTILINE
    )
    assert blocks
    for code in blocks:
        exec(compile(code, README.name, "exec"), {})
        said = re.findall(r"^print\(.*\)  # (.*)$", code, re.MULTILINE)
        assert said
        assert capsys.readouterr().out.splitlines() == said
