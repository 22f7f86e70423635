"""What a licence's terms mean for a use: what they allow, ask for, bar or leave open, and when."""

from __future__ import annotations

from graph.schema.kind import Kind, Text
from graph.values.term import Term


class Activity(Term):
    """Something that a use consists of and that terms may turn on."""

    COMMERCIAL = "COMMERCIAL", "In the course of business."
    MODIFY = "MODIFY", "Changing the model, fine-tuning included."
    REDISTRIBUTE = "REDISTRIBUTE", "Passing the model, or one made from it, on to others."
    SERVE = "SERVE", "Letting others use it, as a service or inside a product."
    TRAIN_OTHER_MODELS = "TRAIN_OTHER_MODELS", "Training other models on its outputs."


class Effect(Term):
    """What a term does to a use."""

    ALLOWS = "ALLOWS", "It grants what the use needs."
    OBLIGES = "OBLIGES", "The use is allowed, and this must be done or kept to."
    LEAVES_OPEN = "LEAVES_OPEN", "What is known does not settle it."
    FORBIDS = "FORBIDS", "It bars the use."


class UseEffect(Kind):
    """What one or several terms of a licence do, and for which uses."""

    effect: Effect
    """What they do."""
    says: Text
    """The same in plain words."""
    terms: tuple[Text, ...] = ()
    """The permissions, conditions or restrictions that it comes from."""
    any_activity: tuple[Activity, ...] = ()
    """It holds only where the use consists of one of these; empty: of anything."""
    all_activities: tuple[Activity, ...] = ()
    """It holds only where the use consists of all of these."""
    unless: tuple[Activity, ...] = ()
    """It does not hold where the use consists of one of these."""
