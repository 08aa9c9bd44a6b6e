"""Dossiers as the rows of a table, assessed by the frame library that the user already has."""

from antq_core.columns.tables import assess_table

__all__ = ["assess_table"]
