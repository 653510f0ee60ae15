"""The metric dictionary with its sources; figures of the example, and metrics of one program."""

from pathlib import Path

from portal.demo.parts import Data, Pages, Records, register

LISTS = Path(__file__).parent / "lists"
EXAMPLE = Path(__file__).parent / "example"


def _metric(data: Data) -> list[Data]:
    return [{name: value for name, value in data.items() if name != "definitions"}]


def _definitions(data: Data) -> list[Data]:
    definitions = data.get("definitions") or []
    return [{"metric": data.get("slug"), **definition} for definition in definitions]


def _definition_key(data: Data) -> str:
    """The standard definition goes by its metric's name."""
    metric = str(data.get("metric") or "")
    return metric if data.get("is_standard") else f"{metric}/{data.get('name')}"


def _dictionary(path: Path, order: int, *, at_start: bool) -> tuple[Records, Records]:
    """Metrics and their definitions, which stand in one file."""
    metrics = Records(
        model="metrics.Metric",
        path=path,
        order=order,
        identity=("slug",),
        each=_metric,
        numbered="position",
        # Those of one program come after the dictionary.
        first_number=1 if at_start else 1001,
        at_start=at_start,
    )
    definitions = Records(
        model="metrics.Definition",
        path=path,
        order=order + 1,
        identity=("metric", "name"),
        key=_definition_key,
        each=_definitions,
        at_start=at_start,
    )
    return metrics, definitions


register(
    Records(
        model="provenance.Source",
        path=LISTS / "sources.yaml",
        order=10,
        identity=("key",),
        at_start=True,
    ),
    *_dictionary(LISTS / "metrics.yaml", 30, at_start=True),
    Pages(
        model="metrics.MetricIndexPage",
        path=LISTS / "index_page.yaml",
        order=40,
        at_start=True,
    ),
    *_dictionary(EXAMPLE / "local_metrics", 65, at_start=False),
    Records(
        model="metrics.Observation",
        path=EXAMPLE / "observations",
        order=70,
        identity=(
            "program",
            "definition",
            "period_start",
            "period_end",
            "geography",
            "source",
        ),
    ),
)
