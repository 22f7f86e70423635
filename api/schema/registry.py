"""The types of the schema while they are put together, and their making.

Empty classes come first, so that annotations can point at any of them; then they are filled and handed to
Strawberry. Each field's values come from a batch, kept in a table beside the schema.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable
from keyword import iskeyword
from typing import Annotated, Any

import strawberry

from api.schema.spec import MISSING, Argument, FieldSpec, TypeSpec


class Registry:
    """Types by name: declared first, filled next, made last."""

    def __init__(self) -> None:
        self.types: dict[str, TypeSpec] = {}
        self.inputs: dict[str, type[Any]] = {}

    def declare(
        self, name: str, description: str, *, interface: bool = False, parents: Iterable[str] = ()
    ) -> type[Any]:
        """An empty type that annotations may point at; parents are interfaces, the nearest last."""
        parents = tuple(parents)
        base = self.types[parents[-1]].shell if parents else object
        shell = type(name, (base,), {"__doc__": description})
        self.types[name] = TypeSpec(name, description, shell, interface, parents)
        return shell

    def type(self, name: str) -> type[Any]:
        """The class of a declared type."""
        return self.types[name].shell

    def add_property(self, on: str, name: str, key: str, type_: Any, description: str) -> None:
        """A field whose value stands in the row under `key`."""
        self.types[on].properties[name] = (key, type_, description)

    def add_field(self, spec: FieldSpec) -> None:
        """A field with a batch; one on an interface is given to every type that implements it."""
        for target in self.types.values():
            if target.name == spec.on or spec.on in target.parents:
                target.fields[spec.name] = spec

    def make(self) -> None:
        """Turn every declared type into a Strawberry type."""
        for spec in self.types.values():
            _fill(spec)
            make: Callable[..., Any] = strawberry.interface if spec.interface else strawberry.type
            make(spec.shell, name=spec.name, description=spec.description)


def _fill(spec: TypeSpec) -> None:
    annotations: dict[str, Any] = {}
    for name, (_, type_, description) in spec.properties.items():
        annotations[name] = type_
        setattr(spec.shell, name, strawberry.field(name=name, description=description))
    for field in spec.fields.values():
        setattr(spec.shell, field.name, _strawberry_field(field))
    spec.shell.__annotations__ = annotations


def _strawberry_field(field: FieldSpec) -> Any:
    def resolver(**_: Any) -> Any:
        raise RuntimeError(f"{field.on}.{field.name} is answered in batches, never one by one")

    resolver.__signature__ = inspect.Signature(  # type: ignore[attr-defined]
        [_parameter(argument) for argument in field.arguments], return_annotation=field.type
    )
    resolver.__annotations__ = {_python_name(argument): _annotation(argument) for argument in field.arguments}
    resolver.__annotations__["return"] = field.type
    return strawberry.field(resolver=resolver, name=field.name, description=field.description)


def _parameter(argument: Argument) -> inspect.Parameter:
    default = inspect.Parameter.empty if argument.default is MISSING else argument.default
    name = _python_name(argument)
    return inspect.Parameter(
        name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=_annotation(argument)
    )


def _python_name(argument: Argument) -> str:
    """The name of an argument where it may not be a word of the language, such as `from`."""
    return f"{argument.name}_" if iskeyword(argument.name) else argument.name


def _annotation(argument: Argument) -> Any:
    return Annotated[argument.type, strawberry.argument(name=argument.name, description=argument.description)]
