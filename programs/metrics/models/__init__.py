from .metric import Definition, Metric
from .metric_index_page import MetricIndexPage
from .observation import Observation, ObservationChange

__all__ = ["Definition", "Metric", "MetricIndexPage", "Observation", "ObservationChange"]
