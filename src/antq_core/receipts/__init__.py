"""Receipts: what was decided and on what, sealed against any change, and decided again to compare."""
