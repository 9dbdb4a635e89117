"""Long lists, a page at a time: sorted, filtered and counted in SQL, within the officer's rights."""
