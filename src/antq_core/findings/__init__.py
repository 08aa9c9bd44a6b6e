"""What an assessment says: findings, what is missing, the assessment, and the sentences it is told in."""
