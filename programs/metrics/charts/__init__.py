"""Pictures of figures: plain data, a Vega-Lite specification of it, and what is drawn of that.

    figures -> DotChart or SeriesChart (values.py) -> specification -> SVG or PNG, kept on disk

What stands in one picture is what the comparison's rules let stand together.
"""
