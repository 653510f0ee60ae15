import statistics
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from portal.search.engines import ENGINES, configured_path, make_engine
from portal.search.engines.base import SearchError
from portal.search.measuring import UnreadableError, answers, read_texts, run_lines, write_texts


class Command(BaseCommand):
    help = (
        "Searches another collection of texts and writes what was found, to be scored. The "
        "portal's own pages and its index stay as they are."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("corpus", type=Path, help="JSON lines: id, title, text")
        parser.add_argument("queries", type=Path, help="JSON lines: id, text")
        parser.add_argument(
            "--engine",
            help=f"{', '.join(ENGINES)} or a dotted path; without it the portal's own",
        )
        parser.add_argument("--run", type=Path, required=True, help="file to write")

    def handle(self, *args: Any, **options: Any) -> None:
        engine = options["engine"]
        path = ENGINES.get(engine, engine) if engine else configured_path()
        if "." not in path:
            raise CommandError(f"There is no engine “{engine}”: {', '.join(ENGINES)}.")
        try:
            self._measure(path, options)
        except (UnreadableError, SearchError, OSError, ImportError) as error:
            raise CommandError(str(error)) from error

    def _measure(self, path: str, options: dict[str, Any]) -> None:
        queries = list(read_texts(options["queries"]))
        with make_engine(path).apart() as engine, options["run"].open("w") as run:
            keys = write_texts(read_texts(options["corpus"]))
            engine.rebuild()
            made = []
            for answer in answers(engine, queries, keys):
                run.writelines(run_lines(answer))
                made.append(answer)
        empty = sum(not answer.found for answer in made)
        self.stdout.write(f"{len(keys)} texts, {len(made)} queries, {empty} without an answer.")
        if made:
            middle = statistics.median(answer.seconds for answer in made)
            self.stdout.write(f"Half of the answers took at most {middle * 1000:.0f} ms.")
