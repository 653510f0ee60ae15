"""The sources of the example."""

from pathlib import Path

from portal.demo.parts import Records, register

register(
    Records(
        model="provenance.Source",
        path=Path(__file__).parent / "example" / "sources.yaml",
        order=10,
        identity=("key",),
    )
)
