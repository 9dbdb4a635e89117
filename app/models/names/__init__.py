"""Names as delegation lists bring them: read the list safely, take a holder apart, flag doubt, never guess.

A list is somebody else's text. What it marks (capitals for the family name, a title in front, a date in brackets) is
used; where it marks nothing, the name stays whole and carries a doubt an officer resolves. Nothing is ever merged on
likeness alone.
"""
