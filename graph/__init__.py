"""The property graph of AI models: facts, what follows from them, and the stores that answer for it."""
