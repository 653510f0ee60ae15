"""The program in docs/reading-the-data.md does what the text says, on a running portal."""

import re
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

from tests.demo_server import PROJECT, DemoSite

SVG = "{http://www.w3.org/2000/svg}"


def test_the_documented_program_draws_a_comparison(demo_site: DemoSite, tmp_path: Path) -> None:
    text = (PROJECT / "docs" / "reading-the-data.md").read_text()
    [program] = re.findall(r"```python\n(.*?)```", text, re.DOTALL)
    (tmp_path / "compare.py").write_text(program)
    arguments = [demo_site.url("/").rstrip("/"), "calls-responded", "comparison.svg"]
    # Without what is installed here: it promises to need nothing else.
    command = [sys.executable, "-I", "-S", "compare.py", *arguments]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    drawn = ElementTree.parse(tmp_path / "comparison.svg").getroot()  # noqa: S314  # our own
    bars = drawn.findall(f"{SVG}rect")
    words = [each.text for each in drawn.iter(f"{SVG}text")]
    assert len(bars) > 3
    assert len(done.stdout.splitlines()) == len(bars) + 1
    assert "Calls responded to, calls, newest calendar year" in words
    widths = [float(bar.attrib["width"]) for bar in bars]
    assert widths == sorted(widths, reverse=True)
