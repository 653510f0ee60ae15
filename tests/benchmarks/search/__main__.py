"""`make bench-search`: every engine on 1,000, 5,000 and 20,000 pages, in one run.

`SIZES=1000 ENGINES=sqlite make bench-search` measures less. Search servers stand beside SQLite;
PostgreSQL is another database with another process.
"""

import json
import subprocess
import sys
import tempfile
from argparse import ArgumentParser
from collections.abc import Iterable, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from tests.demo_server import PROJECT, environment
from tests.servers.chosen import ENGINES, server_of
from tests.servers.downloads import MissingError

from . import report

SIZES = (1_000, 5_000, 20_000)


def main() -> None:
    parser = ArgumentParser(prog="make bench-search", description=__doc__)
    parser.add_argument("--sizes", default="", help="numbers of pages, with commas between")
    parser.add_argument("--engines", default="", help=f"some of {', '.join(ENGINES)}")
    options = parser.parse_args()
    sizes = sorted(map(int, options.sizes.replace(",", " ").split())) or SIZES
    engines = options.engines.replace(",", " ").split() or ENGINES
    unknown = set(engines) - set(ENGINES)
    if unknown:
        parser.error(f"there is no {', '.join(sorted(unknown))}; there are {', '.join(ENGINES)}")
    sys.stdout.write(report.INTRODUCTION)
    beside_sqlite = [engine for engine in engines if engine != "postgresql"]
    for together in (beside_sqlite, ["postgresql"] if "postgresql" in engines else []):
        if together:
            measure(sizes, together)


def measure(sizes: Iterable[int], engines: Iterable[str]) -> None:
    """In one database."""
    with ExitStack() as servers, tempfile.TemporaryDirectory() as folder:
        # Static files are not measured, so none are compressed first.
        variables = environment(Path(folder))
        variables["DJANGO_SETTINGS_MODULE"] = "portal.settings.test"
        given: dict[str, Mapping[str, Any]] = {}
        for engine in engines:
            try:
                told = servers.enter_context(server_of(engine))
            except MissingError as missing:
                sys.stdout.write(f"{engine} is not measured: {missing}\n")
                continue
            given[engine] = _options(told)
            # A database is in the environment, a search server in the engine's options.
            variables |= {k: v for k, v in told.items() if k == "DATABASE_URL"}
        if given:
            command = [sys.executable, "-m", "tests.benchmarks.search.portal"]
            arguments = [json.dumps(list(sizes)), json.dumps(given)]
            sys.stdout.flush()
            subprocess.run([*command, *arguments], cwd=PROJECT, env=variables, check=True)


def _options(told: Mapping[str, str]) -> dict[str, Any]:
    if "ELASTICSEARCH_URL" not in told:
        return {}
    return {
        "addresses": [told["ELASTICSEARCH_URL"]],
        "ca_file": told["ELASTICSEARCH_CA_FILE"],
    }


if __name__ == "__main__":
    main()
