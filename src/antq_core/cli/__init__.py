"""The command `antq`: what people type, and what they are shown."""
