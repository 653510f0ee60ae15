"""How programs are named in an address."""

from programs.models import ProgramPage


def query(*programs: ProgramPage) -> str:
    return "&".join(f"program={page.comparison_key}" for page in programs)
