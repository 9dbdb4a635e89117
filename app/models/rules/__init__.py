"""Rules of the trade, pure: workflows, ranks of rival values, levels, deadlines. No rule reads a clock or a store."""
