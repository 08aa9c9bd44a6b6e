"""The language in which conditions are written: a small typed tree that knows no word of its subject."""
