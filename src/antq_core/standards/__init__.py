"""Standards as data: criteria, readings of the law, and which standards hold for a unit at a date."""
