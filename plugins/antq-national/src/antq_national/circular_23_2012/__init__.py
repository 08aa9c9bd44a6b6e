"""Circular 23/2012/TT-BCA, as far as it could be read; in force from 18 June 2012 to 9 February 2022."""
