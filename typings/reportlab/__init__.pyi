"""What Praesidium uses of ReportLab 5.1."""
