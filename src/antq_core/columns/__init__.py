"""Dossiers as the rows of a table, assessed by the frame library that the user already has."""

from antq_core.columns.mixed import assess_tables
from antq_core.columns.rows import dossier_of, tables_of
from antq_core.columns.tables import assess_table

__all__ = ["assess_table", "assess_tables", "dossier_of", "tables_of"]
