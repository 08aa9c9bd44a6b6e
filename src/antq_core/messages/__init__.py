"""What people read: text in two languages, and the catalogue of messages keyed by stable codes."""
