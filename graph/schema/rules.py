"""The files of rules: what each of them declares."""

from __future__ import annotations

from graph.schema.claim_choice import ClaimRules
from graph.schema.kind import Kind
from graph.schema.license_freedom import FreedomRules
from graph.schema.license_inheritance import InheritanceRules
from graph.schema.open_washing import OpenWashingRules
from graph.schema.told_apart import ToldApart
from graph.schema.use_rules import UseRules

RULES: dict[str, type[Kind]] = {
    "license-freedom": FreedomRules,
    "license-inheritance": InheritanceRules,
    "license-use": UseRules,
    "claim-choice": ClaimRules,
    "open-washing": OpenWashingRules,
    "told-apart": ToldApart,
}
"""Declaration by the name of the file in the folder `rules`."""
