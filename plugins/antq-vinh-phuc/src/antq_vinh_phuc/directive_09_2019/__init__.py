"""Directive 09/CT-UBND of 11 June 2019: hospitals as a further kind of unit, and the model "4 an toàn"."""
