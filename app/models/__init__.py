"""The domain, without input or output: declarations, rights, rules and the tables derived from them."""
