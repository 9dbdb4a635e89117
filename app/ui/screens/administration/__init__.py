"""Who works where with which rights: accounts, workstations and their admission, organisations, backup and checks."""
