"""The server of an engine, started from the tests' downloads, for what is no test.

    python -m tests.servers.chosen elasticsearch python manage.py demo_serve

runs a command with the environment that leads there, and ends the server after it. PostgreSQL
keeps its data in DATA_DIR; an index is made anew.
"""

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from tests.demo_server import PROJECT

from .downloads import MissingError
from .postgresql import kept_postgresql, running_postgresql
from .running import NotStartedError, alone

ENGINES = ("sqlite", "postgresql", "elasticsearch", "opensearch")
# In DATA_DIR; `demo_reset` knows it.
KEPT = "postgresql-data"

Variables = dict[str, str]


@contextmanager
def server_of(engine: str, keeps_data_in: Path | None = None) -> Iterator[Variables]:
    """The environment that leads there. Raises `MissingError` and `NotStartedError`."""
    if engine == "sqlite":
        yield {}
    elif engine == "postgresql" and keeps_data_in:
        with kept_postgresql(keeps_data_in) as address:
            yield {"DATABASE_URL": address}
    elif engine == "postgresql":
        with running_postgresql() as address:
            # Tests make a database each; a server that nobody else uses has this one.
            yield {"DATABASE_URL": address.removesuffix("portal") + "postgres"}
    else:
        with tempfile.TemporaryDirectory() as folder, alone(engine, Path(folder)) as told:
            [address] = told["addresses"]
            who = f"{told['user']}:{quote(told['password'])}@" if "user" in told else ""
            yield {
                "ELASTICSEARCH_URL": address.replace("//", f"//{who}"),
                "ELASTICSEARCH_CA_FILE": told.get("ca_file", ""),
            }


def main(engine: str, command: Sequence[str]) -> int:
    if engine not in ENGINES:
        return _say(f"ENGINE={engine} is none of {', '.join(ENGINES)}.")
    kept = Path(os.environ.get("DATA_DIR") or PROJECT / "var") / KEPT
    sys.stdout.write(f"Starting {engine} …\n" if engine != "sqlite" else "")
    sys.stdout.flush()
    try:
        with server_of(engine, kept) as variables:
            return _run(command, variables)
    except MissingError as missing:
        return _say(f"The server cannot be set up: {missing}")
    except NotStartedError as error:
        return _say(str(error))
    except KeyboardInterrupt:
        return 128 + signal.SIGINT


def _run(command: Sequence[str], variables: Variables) -> int:
    """Ctrl-C reaches the command too, which ends in its own way and needs the server until then."""
    # Not SIG_IGN, which the command would inherit.
    signal.signal(signal.SIGINT, lambda *_args: None)
    process = subprocess.Popen(command, env=os.environ | variables)
    signal.signal(signal.SIGTERM, lambda *_args: process.terminate())
    code = process.wait()
    return code if code >= 0 else 128 - code


def _say(words: str) -> int:
    sys.stderr.write(f"{words}\n")
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]))
