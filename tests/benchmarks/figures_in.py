"""`make bench-import`: 50,000 figures of one program from a workbook, checked, applied, undone.

On SQLite and then on PostgreSQL, each in a process and with a server of its own.
"""

import io
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.servers.chosen import server_of

ENGINES = ("sqlite", "postgresql")
ROWS, MOST_SECONDS, MOST_MB = 50_000, 60, 500
REFUSED_SECONDS, REFUSED_MB = 2, 100
HEADINGS = ["metric", "period_kind", "period_start", "value", "source", "geography", "note"]


def main() -> None:
    missed = []
    for engine in ENGINES:
        print(engine, flush=True)
        with server_of(engine) as variables:
            this = [sys.executable, "-m", __spec__.name, engine]
            if subprocess.run(this, env=os.environ | variables, check=False).returncode:
                missed.append(engine)
    if missed:
        sys.exit(f"Missed on {', '.join(missed)}")


def measure() -> None:
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"DATA_DIR": folder, "DJANGO_SETTINGS_MODULE": "portal.settings.test"}
        import django

        django.setup()
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        program = made()
        refuse()
        bring_in(program, workbook(Path(folder)))
    if _failed:
        sys.exit(f"Missed: {', '.join(_failed)}")


_failed: list[str] = []


@contextmanager
def timed(name: str, most_seconds: float, most_mb: float) -> Iterator[None]:
    """What the process took beyond what it held before; the highest water mark never falls."""
    before, began = peak_mb(), time.perf_counter()
    yield
    seconds, mb = time.perf_counter() - began, peak_mb() - before
    print(f"{name:40} {seconds:6.1f} s (at most {most_seconds:g})  {mb:+6.0f} MB")
    if seconds > most_seconds or mb > most_mb:
        _failed.append(name)


def peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def made() -> Any:
    from tests.figures import metric
    from tests.records import city, front_page, program, source

    source()
    metric()
    return program(city(front_page(), "Durham"), "Durham HEART")


def workbook(folder: Path) -> bytes:
    """As a spreadsheet program saves it, by a process whose memory is not counted."""
    path = folder / "figures.xlsx"
    subprocess.run([sys.executable, "-m", __spec__.name, "workbook", path], check=True)
    return path.read_bytes()


def write_workbook(path: str) -> None:
    from xlsxwriter import Workbook

    with Workbook(path) as book:
        sheet = book.add_worksheet("Figures")
        sheet.write_row(0, 0, HEADINGS)
        for number in range(ROWS):
            year, place = 2000 + number % 25, f"Block {number // 25}"
            value = random.randrange(1, 100_000)
            row = ["calls-responded", "calendar_year", year, value, "SOURCE-1", place]
            sheet.write_row(number + 1, 0, [*row, f"No. {number}"])


def refuse() -> None:
    import zipfile

    from programs.metrics.importing.opening import open_table
    from programs.metrics.importing.tables import FileRefusedError

    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as sheet:
            for _ in range(1_000):
                sheet.write(b" " * 1_000_000)
    content = bomb.getvalue()
    with timed("a zip bomb of 1 GB, refused", REFUSED_SECONDS, REFUSED_MB):
        try:
            open_table(content)
        except FileRefusedError:
            return
    _failed.append("the bomb was not refused")


def bring_in(program: Any, content: bytes) -> None:
    from django.contrib.auth.models import User

    from programs.metrics.importing import applying, checking, undoing
    from programs.metrics.importing.models import FigureImport, ImportedFile

    def kept() -> FigureImport:
        of = FigureImport.objects.create(program=program, file_name="f.xlsx", digest="-")
        ImportedFile.objects.create(figure_import=of, content=content)
        return of

    def check(of: FigureImport) -> None:
        checking.begin(of)
        checking.check(of)
        of.refresh_from_db()

    def apply(of: FigureImport) -> None:
        applying.begin(of)
        applying.apply(of, user)
        of.refresh_from_db()

    user = User.objects.create_superuser("someone")
    began, before = time.perf_counter(), peak_mb()
    of = kept()
    with timed(f"{ROWS:,} rows: checked", MOST_SECONDS, MOST_MB):
        check(of)
    with timed(f"{ROWS:,} rows: applied", MOST_SECONDS, MOST_MB):
        apply(of)
    seconds, mb = time.perf_counter() - began, peak_mb() - before
    print(f"{'both':40} {seconds:6.1f} s (at most {MOST_SECONDS})  {mb:+6.0f} MB")
    if seconds > MOST_SECONDS or peak_mb() > MOST_MB or of.state != "applied":
        _failed.append(f"both, {peak_mb():.0f} MB in all, {of.state} {of.problem}")
    again = kept()
    with timed("the same file again: nothing to do", MOST_SECONDS, MOST_MB):
        check(again)
    with timed("undone", MOST_SECONDS, MOST_MB):
        undoing.undo(of, user)
    print(f"in all at most {peak_mb():.0f} MB; again: {again.counts}")


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["workbook", path]:
            write_workbook(path)
        case [_engine]:
            measure()
        case _:
            main()
