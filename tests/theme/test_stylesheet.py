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

STYLESHEET = Path(settings.BASE_DIR, "portal/theme/static/theme/portal.css")
LIMIT = 25_000


def test_the_stylesheet_is_what_the_sass_builds(tmp_path: Path) -> None:
    root = Path(settings.BASE_DIR)
    compiler = root / "node_modules/.bin/sass"
    if not (shutil.which("node") and compiler.exists()):
        if os.environ.get("CI"):
            pytest.fail("Install Node.js and run: npm ci")
        pytest.skip("Node.js or its packages are missing; run: npm ci")
    built = tmp_path / "portal.css"
    script = json.loads((root / "package.json").read_text())["scripts"]["css"]
    _sass, *options, _stylesheet = shlex.split(script)
    command = [str(compiler), *options, str(built)]
    subprocess.run(command, cwd=root, check=True, capture_output=True)
    assert built.read_bytes() == STYLESHEET.read_bytes(), "Run: npm run css, and commit the result"


def test_the_stylesheet_is_small() -> None:
    assert len(gzip.compress(STYLESHEET.read_bytes(), mtime=0)) <= LIMIT


def test_everything_that_the_stylesheet_names_is_there_and_ours() -> None:
    addresses = re.findall(r"url\([\"']?([^\"')]*)[\"']?\)", STYLESHEET.read_text())
    assert addresses
    for address in filter(None, addresses):
        assert (STYLESHEET.parent / address).is_file(), address
