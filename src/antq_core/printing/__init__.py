"""Standards and their results as the sheets that officials print, sign and file."""
