"""The only Qt: screens, forms, tables, the shell around them and the kit they are made of."""
