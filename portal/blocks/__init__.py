"""Shared StreamField blocks, and the one stream that composes them."""
