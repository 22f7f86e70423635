"""Use cases: ready examples of what somebody may want to use a model for."""

from __future__ import annotations

from typing import ClassVar

from graph.schema.kind import Count, Flag, JurisdictionId, Node, Text


class UseCase(Node):
    """A made-up purpose that a model may be used for; what is left out is not done, or not said."""

    folder: ClassVar[str] = "use_case"
    plural: ClassVar[str] = "useCases"

    description: Text
    """Who wants to do what, in plain words."""
    commercial: Flag = False
    """In the course of business."""
    modify: Flag = False
    """The model is changed, fine-tuning included."""
    redistribute: Flag = False
    """The model, or one made from it, is passed on to others."""
    serve: Flag = False
    """Others use it, as a service or inside a product."""
    train_other_models: Flag = False
    """Other models are trained on its outputs."""
    jurisdiction: JurisdictionId | None = None
    """Where the use takes place."""
    monthly_users: Count | None = None
    """Users in a month, of the user and its affiliates."""
    monthly_users_at_release: Count | None = None
    """Users in the month before the model was released; `monthly_users` if left out."""
    annual_revenue_usd: Count | None = None
    """Revenue in a year in US dollars, of the user and its affiliates."""
    in_house: Flag = False
    """Data must stay in house, so the model has to run on machines of one's own choice."""
    auditable_data: Flag = False
    """The training data must be open to inspection."""
