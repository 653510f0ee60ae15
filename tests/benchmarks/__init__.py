"""Measures the demonstration, as ratios to a plain view in the same run."""
