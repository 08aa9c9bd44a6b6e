"""Standards put into terms of cells, from which columns and the source of functions are made."""
