"""Reasoning over facts: pure functions, each citing the rule it applies."""
