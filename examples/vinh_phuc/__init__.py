"""What the made-up register of a province is made of: one module for each group of its tables."""
