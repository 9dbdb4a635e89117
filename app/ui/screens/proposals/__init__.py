"""Proposals to the Minister: their list, one of them with its measures and reasons, the answer as it is recorded."""
