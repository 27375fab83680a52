"""The planner: what is hidden so that nobody can be recognised, and as little as possible."""
