"""Guidance 2083/HD-BCĐ of 28 September 2012: the score sheet of communes, of which 60 of 100 points could be read."""
