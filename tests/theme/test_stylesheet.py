"""The committed style sheet is what its source builds, small, and complete."""

import gzip
import json
import os
import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest
from django.conf import settings

FOLDER = Path(settings.BASE_DIR, "portal/theme/static/theme")
STYLESHEET = FOLDER / "portal.css"
STYLESHEETS = ["portal.css", "memo.css"]
LIMIT = 25_000


def test_the_stylesheet_is_what_the_sass_builds(tmp_path: Path) -> None:
    root = Path(settings.BASE_DIR)
    compiler = root / "node_modules/.bin/sass"
    if not (shutil.which("node") and compiler.exists()):
        if os.environ.get("CI"):
            pytest.fail("Install Node.js and run: npm ci")
        pytest.skip("Node.js or its packages are missing; run: npm ci")
    script = json.loads((root / "package.json").read_text())["scripts"]["css"]
    _sass, *words = shlex.split(script)
    elsewhere = [word.replace(":portal/theme/static/theme", f":{tmp_path}") for word in words]
    subprocess.run([str(compiler), *elsewhere], cwd=root, check=True, capture_output=True)
    for name in STYLESHEETS:
        built = (tmp_path / name).read_bytes()
        assert built == (FOLDER / name).read_bytes(), "Run: npm run css, and commit the result"


def test_the_stylesheet_is_small() -> None:
    assert len(gzip.compress(STYLESHEET.read_bytes(), mtime=0)) <= LIMIT


@pytest.mark.parametrize("name", STYLESHEETS)
def test_everything_that_the_stylesheet_names_is_there_and_ours(name: str) -> None:
    addresses = re.findall(r"url\([\"']?([^\"')]*)[\"']?\)", (FOLDER / name).read_text())
    assert addresses
    for address in filter(None, addresses):
        assert (FOLDER / address).is_file(), address
