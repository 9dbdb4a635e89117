"""Paper from the records that services hand over: content, press, one module a document."""
