"""The rules that derivations go by and that are no nodes, together, as a graph keeps them."""

from __future__ import annotations

from graph.schema.kind import Kind
from graph.schema.license_freedom import FreedomRules
from graph.schema.license_inheritance import InheritanceRules
from graph.schema.open_washing import OpenWashingRules
from graph.schema.use_rules import UseRules

DERIVATION_RULES = "derivation_rules"
"""The property that holds them on the row of the definition of openness classes, which rest on freedom."""


class DerivationRules(Kind):
    """What a graph needs beside its rows to derive again what follows from them."""

    freedom: FreedomRules
    """What the terms of a licence let people do."""
    use: UseRules
    """What the terms mean for a use."""
    inheritance: InheritanceRules
    """What the terms ask of derivatives."""
    open_washing: OpenWashingRules
    """What a developer's word for a release needs."""
