"""What leaves and what comes: gate, ledger, export, import, joining, conflicts."""
