"""The subject in the law's words: units, places, windows, records, and the dossier that holds them."""
