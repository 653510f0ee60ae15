"""The README's table of settings says what the settings modules read."""

import json
import os
import re
import subprocess
import sys

from tests.demo_server import PROJECT

# Production reads all that there is; it stands on the base that the others share.
LIST_VARIABLES = """
import json, portal.settings.production
from portal.settings.environment import VARIABLES
print(json.dumps([[v.name, v.default, v.meaning] for v in VARIABLES.values()]))
"""
AS_WRITTEN = {"True": "1", "False": "0", "[]": ""}
ROW = re.compile(r"^\| `([A-Z_]+)` \| ?`?([^|`]*)`? ?\| (.+) \|$", re.MULTILINE)


def test_the_readme_lists_every_setting_as_it_is() -> None:
    required = {"SECRET_KEY": "x" * 60, "ALLOWED_HOSTS": "portal.example.gov"}
    known = {"PATH": os.environ["PATH"]}
    answer = subprocess.run(
        [sys.executable, "-c", LIST_VARIABLES],
        cwd=PROJECT,
        env=known | required,
        capture_output=True,
        text=True,
        check=True,
    )
    read = {
        name: (AS_WRITTEN.get(default, default.replace(f"{PROJECT}/", "")), meaning)
        for name, default, meaning in json.loads(answer.stdout)
    }
    section = (PROJECT / "README.md").read_text().split("\n## Settings\n")[1].split("\n## ")[0]
    listed = {name: (default.strip(), meaning) for name, default, meaning in ROW.findall(section)}
    assert listed == read
