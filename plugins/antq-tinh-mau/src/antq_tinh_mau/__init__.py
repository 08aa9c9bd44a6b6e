"""Tỉnh Mẫu, a province that does not exist: every sort of rule that a province can write, once each.

Read it in this order: `instrument`, the articles `leadership` to `grading`, `movement_grade`, which puts them
together, then `additions`, `markets` and `plugin`.
"""
