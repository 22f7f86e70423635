"""Checks over all facts together, one a file: what a single class cannot see."""
