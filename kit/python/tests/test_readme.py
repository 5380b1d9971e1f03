"""Every snippet of the README, and the example, run as they stand against a real server."""

import re
import subprocess
import sys
from pathlib import Path

from conftest import DEMO

HERE = Path(__file__).parent
EXPECTED = [
    r"\d+ shortest connections of \d steps\nDune > .* > Poker\n",
    r".*\nunknown-item\nDid you mean .+\?",
    r".+ \(\d+ orders\)\n",
    r"pair 0: \d steps\npair 1: \d steps",
    r"\d+ items\n1\. .+\n2\. .+\n3\. .+\n",
]


def output(*arguments: str) -> str:
    run = subprocess.run([sys.executable, *arguments], check=False, capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
    return run.stdout


def test_every_snippet_of_the_readme_runs() -> None:
    readme = (HERE.parent / "README.md").read_text(encoding="utf-8")
    snippets = re.findall(r"```python\n(.*?)```", readme, re.DOTALL)
    assert len(snippets) == len(EXPECTED)
    for code, expected in zip(snippets, EXPECTED, strict=True):
        said = output("-c", code.replace("http://127.0.0.1:8080", DEMO))
        assert re.match(expected, said), said


def test_the_example_finds_ten_pairs() -> None:
    example = HERE.parent / "examples" / "farthest_books.py"
    lines = output(str(example), DEMO).splitlines()
    assert len(lines) == 10
    assert all(re.fullmatch(r"\d steps: .+ and .+", line) for line in lines)
