"""Who controls whom on a day: from observed holdings to controllers, paths and status."""
