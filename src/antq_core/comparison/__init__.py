"""Two standards beside each other: what differs, which of them asks for more, and who is touched by it."""
