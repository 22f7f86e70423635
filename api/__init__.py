"""The GraphQL API over the graph."""

from api.app import create_app

__all__ = ["create_app"]
