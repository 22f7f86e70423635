"""Stores: the same graph, asked in the same way, kept in different places."""
