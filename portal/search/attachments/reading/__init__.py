"""Reads the text of a file in a process of its own, which knows neither Django nor the database.

Files come from anywhere: one that is broken, endless or malicious ends this process and nothing
else.
"""
