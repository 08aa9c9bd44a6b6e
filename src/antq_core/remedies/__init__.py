"""Why a unit does not reach a verdict or a grade, and the least that would change it."""
