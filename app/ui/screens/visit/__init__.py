"""The file of a visit: its programme hour by hour with what covers it, delegation, measures, what is still missing."""
