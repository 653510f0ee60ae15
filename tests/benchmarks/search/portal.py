"""The portal set up in this process, for what can be imported only where it is."""

import json
import sys
from importlib import import_module

import django

if __name__ == "__main__":
    django.setup()
    import_module("tests.benchmarks.search.measuring").main(*map(json.loads, sys.argv[1:]))
