"""Registers: tables of the movement's records, read from folders or frames and checked as a whole."""
