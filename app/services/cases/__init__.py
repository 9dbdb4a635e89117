"""Files of threatened persons: reports, analyses, measures, decisions, execution, labels."""
