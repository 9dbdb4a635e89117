"""Paper in the window: issue, look at, print, who holds which copy, is this paper ours."""
