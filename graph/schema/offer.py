"""Offers: where and how a model can be used."""

from __future__ import annotations

from typing import ClassVar

from graph.schema.kind import DatedClaim, Number, OrganizationId, Url
from graph.values.term import Term


class OfferMode(Term):
    """How a model is offered."""

    API = "API", "Calls over a programming interface."
    DOWNLOAD = "DOWNLOAD", "Files to fetch."
    CHAT = "CHAT", "A chat application or other product."
    CLOUD = "CLOUD", "A managed service in a cloud."


class Offer(DatedClaim):
    """A way to get or use a model; `valid_from` and `valid_to` say since and until when."""

    far: ClassVar[str] = "provider"

    provider: OrganizationId
    """Who offers it."""
    mode: OfferMode
    """How it is offered."""
    url: Url | None = None
    """Where it is offered."""
    price_input: Number | None = None
    """Price of input in US dollars per million tokens."""
    price_output: Number | None = None
    """Price of output in US dollars per million tokens."""
