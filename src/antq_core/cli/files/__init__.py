"""Files as the command sees them: rows that come out of them, and results that go in, whole or not at all."""
