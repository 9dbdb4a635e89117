"""The rooms that are one long list each: threatened persons, visits, persons."""
