"""My files: whose files are mine, who stands in for me, and in which I stand in today."""
