"""The file of threatened persons: who, why, what is agreed, decided and known, in tabs under a head always in sight."""
