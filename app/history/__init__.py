"""History: the source of everything shown. Streams of signed entries; the tables are a projection of them."""
