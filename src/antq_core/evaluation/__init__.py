"""What trees mean on a dossier, and what they mean for a verdict."""
