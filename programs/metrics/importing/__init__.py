"""Figures from files: read, mapped to columns, checked row by row, applied as one batch, undone.

A file becomes rows (`tables`), rows become drafts of figures (`drafts`), drafts are compared with
what is there (`planning`) and kept for somebody to look at (`checking`). Only then are they
written (`applying`), all or none, and can be taken back (`undoing`).
"""
