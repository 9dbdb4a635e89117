"""Finding what is in the store, and keeping the index true."""
