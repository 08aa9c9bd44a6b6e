"""Circular 124/2021/TT-BCA of 28 December 2021, in force from 10 February 2022."""
