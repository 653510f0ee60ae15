"""What the field calls by several names."""

from pathlib import Path

from portal.demo.parts import Records, register

register(
    Records(
        model="search_words.WordGroup",
        path=Path(__file__).parent / "lists" / "words.yaml",
        order=26,
        identity=("words", "also_finds", "language"),
        at_start=True,
    )
)
