"""One run over the rows of some files: a survey, what each row comes to, and where that is kept."""
