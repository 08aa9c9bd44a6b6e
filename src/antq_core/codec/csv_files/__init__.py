"""Dossiers as CSV files: a table of dossiers, one for each list of records, and a province's mapping."""
