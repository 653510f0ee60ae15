"""`make eval`: the judged questions on every engine, against the floors.

    python -m tests.search.judgements sqlite postgresql

asks these engines only. Judged are the ten pages of a first page of results; a figure or a program
that stands above them is not counted.
"""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from itertools import combinations

from tests.demo_server import PROJECT
from tests.servers.chosen import ENGINES, server_of
from tests.servers.downloads import MissingError

from .questions import KINDS, questions
from .scores import (
    DEPTH,
    FIRST,
    LEAST_MISSPELLINGS,
    LEAST_SUCCESS,
    MOST_EMPTY,
    Found,
    Judged,
    disappointing,
    judged,
    misses,
    of_kind,
    overlap,
    scores,
)

# Of a question that is printed.
MOST_CHARACTERS = 80
INTRODUCTION = f"""
{{count}} questions. Floors: {LEAST_SUCCESS:.0%} with an answer among the first {FIRST} pages,
{LEAST_MISSPELLINGS:.0%} of the misspelled ones too, at most {MOST_EMPTY:.0%} empty.

"""


def main(engines: Sequence[str]) -> int:
    asked = questions()
    write(INTRODUCTION.format(count=len(asked)))
    heading("engine")
    answers: dict[str, list[Judged]] = {}
    found: dict[str, Found] = {}
    for engine in engines:
        try:
            found[engine] = answers_of(engine)
        except MissingError as missing:
            write(f"{engine:16}not asked: {missing}\n")
            continue
        answers[engine] = judged(asked, found[engine])
        line(engine, answers[engine], ", ".join(misses(answers[engine])))
    if "sqlite" in answers:
        report_kinds(answers["sqlite"])
    report_overlap(found)
    if "sqlite" in answers:
        report_disappointing(answers["sqlite"])
    return 1 if any(misses(each) for each in answers.values()) else 0


def answers_of(engine: str) -> Found:
    with server_of(engine) as variables:
        command = [sys.executable, "-m", "tests.search.judgements.answers"]
        others = {k: v for k, v in os.environ.items() if not k.startswith("ELASTICSEARCH_")}
        others.pop("DATABASE_URL", None)
        # How good answers are is asked here, not how soon they come.
        others["ELASTICSEARCH_SECONDS"] = "30"
        done = subprocess.run(
            command, cwd=PROJECT, env=others | variables, check=True, stdout=subprocess.PIPE
        )
    answered: Found = json.loads(done.stdout)
    return answered


# -- What is printed ----------------------------------------------------------------------------


def write(words: str) -> None:
    sys.stdout.write(words)
    sys.stdout.flush()


def heading(of_what: str) -> None:
    names = f"{of_what:16}{'questions':>10}{f'success@{FIRST}':>11}{f'nDCG@{DEPTH}':>9}"
    write(f"{names}{'empty':>8}{'misspelled':>12}\n")


def line(name: str, answers: list[Judged], remark: str = "") -> None:
    all_kinds = scores(answers)
    misspelled = of_kind(answers, "misspelling")
    of_misspelled = f"{scores(misspelled).success:>12.1%}" if misspelled else " " * 12
    figures = f"{all_kinds.success:>11.1%}{all_kinds.ndcg:>9.3f}{all_kinds.empty:>8.1%}"
    write(f"{name:16}{len(answers):>10}{figures}{of_misspelled}  {remark}".rstrip() + "\n")


def report_kinds(answers: list[Judged]) -> None:
    write("\n")
    heading("kind, on SQLite")
    for kind in KINDS:
        line(kind, of_kind(answers, kind))


def report_overlap(found: dict[str, Found]) -> None:
    write(f"\nOverlap of the first {DEPTH} pages\n")
    for one, other in combinations(found, 2):
        write(f"{f'{one}, {other}':30}{overlap(found[one], found[other]):>7.1%}\n")


def report_disappointing(answers: list[Judged]) -> None:
    write(
        "\nTen that disappoint most on SQLite: nDCG, question; what came first, what was missed\n"
    )
    for answer in disappointing(answers):
        ask = answer.question.ask
        ask = ask if len(ask) <= MOST_CHARACTERS else f"{ask[: MOST_CHARACTERS - 1]}…"
        first = answer.found[0] if answer.found else "nothing"
        write(f"{answer.ndcg:5.2f}  {ask}\n       {first}; {answer.missed}\n")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:] or ENGINES))
