"""Measures search alone: engines against hand-written SQL and raw calls, on made-up pages."""
