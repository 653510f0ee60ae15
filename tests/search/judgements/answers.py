"""Prints, as JSON, what the portal of this environment finds for every question.

A process of its own for each engine: the database and the search server are settings, which the
environment names. The demonstration is set up anew in a folder that is removed.
"""

import json
import os
import sys
import tempfile
from importlib import import_module
from pathlib import Path

import django

from tests.demo_server import environment, prepare

from .questions import questions


def main() -> None:
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        prepare(folder)
        os.environ.update(environment(folder))
        django.setup()
        # Its models can be imported only where the portal is set up.
        asking = import_module("tests.search.judgements.asking")
        json.dump(asking.answers(questions()), sys.stdout)


if __name__ == "__main__":
    main()
