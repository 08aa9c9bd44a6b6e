"""What the whole country is held to, as data: Circulars 23/2012 and 124/2021, Decision 510 of 2022."""
