"""The end of what is held: files past their term, persons in no file, erasures made and to be confirmed."""
