"""What would follow if some facts were otherwise: suppositions, the rows under them, and what changes."""
