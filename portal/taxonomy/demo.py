"""The topics of the field."""

from pathlib import Path

from portal.demo.parts import Records, register

register(
    Records(
        model="taxonomy.Topic",
        path=Path(__file__).parent / "lists" / "topics.yaml",
        order=20,
        identity=("code",),
        numbered="position",
        at_start=True,
    )
)
