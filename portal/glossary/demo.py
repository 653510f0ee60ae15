"""The field's general terms. Acronyms of programs come from the programs."""

from pathlib import Path

from portal.demo.parts import Records, register

register(
    Records(
        model="glossary.GlossaryTerm",
        path=Path(__file__).parent / "lists" / "terms.yaml",
        order=25,
        identity=("term",),
        at_start=True,
    )
)
