"""What is wrong, or looks wrong, with a standard that can be built all the same."""
