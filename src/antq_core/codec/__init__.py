"""JSON in and out: strict, with every problem and its place, and canonical where digests need it."""
