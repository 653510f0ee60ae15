"""The read API at /api/v1/: what apps declared as tables, and search."""
