"""A store in which every model has a line on every component, over one that keeps only what facts state."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import accumulate
from typing import Any, TypeVar

from graph.pages import not_in_list, page_of
from graph.query import (
    And,
    Around,
    Between,
    Expand,
    Filter,
    Find,
    Found,
    Ids,
    Lists,
    Match,
    Page,
    Reached,
    Related,
    Surroundings,
    Walk,
)
from graph.snapshot import Row
from graph.stores.component_filters import (
    TO_COMPONENTS,
    Fitting,
    component_filters,
    leads_on,
    minding_unstated,
)
from graph.stores.embedded.filters import fits
from graph.stores.embedded.order import in_order
from graph.stores.port import Answer, GraphFacts, Store, then, together
from graph.unstated import EVIDENCE, line, line_id, unstated_in
from graph.values.node_id import NodeId

T = TypeVar("T")


class EveryComponent:
    """Puts what no fact states beside the stored lines: in `expand`, `expand_pages` and in filters.

    Paths, surroundings and `edges` know stored lines alone: what nobody has looked at ties nothing together.
    """

    def __init__(self, store: Store, components: Sequence[Row]) -> None:
        self._store = store
        self._components = {NodeId(row["id"]): row for row in components}

    @classmethod
    def over(cls, store: Store) -> Answer[EveryComponent]:
        """Such a store over another."""
        return then(store.find([Find("openness_property")]), lambda found: cls(store, found[0].rows))

    def facts(self) -> GraphFacts:
        """Version, counts, vocabularies and coverage."""
        facts = self._store.facts()
        counts = dict(facts.edge_counts)
        lines = facts.node_counts.get("model", 0) * len(self._components)
        if lines:
            counts[TO_COMPONENTS.edge] = lines
        return replace(facts, edge_counts=dict(sorted(counts.items())))

    def find(self, questions: Sequence[Find]) -> Answer[list[Found[Row]]]:
        """n questions -> n pages of nodes."""

        def ask(filters: list[Filter | None]) -> Answer[list[Found[Row]]]:
            both = zip(questions, filters, strict=True)
            return self._store.find([replace(question, where=where) for question, where in both])

        return self._minding([question.where for question in questions], ask)

    def count(self, kind: str, where: Filter | None, by: str) -> Answer[dict[str | None, int]]:
        """How many nodes that fit have each value of a property."""
        return self._minding([where], lambda filters: self._store.count(kind, filters[0], by))

    def expand(self, ids: Sequence[NodeId], question: Expand) -> Answer[Lists]:
        """n ids -> the views of their edges, n lists end to end."""
        via = question.via
        if via == TO_COMPONENTS:
            parts: list[Answer[Any]] = [
                self._store.nodes(ids),
                self._store.expand(ids, question),
                self._fitting([question.where] if question.where else []),
            ]
            return then(together(parts), partial(self._filled, question))
        if via.edge == TO_COMPONENTS.edge:
            pages = self.expand_pages(ids, replace(question, page=None))
            return then(pages, lambda found: _end_to_end([page.rows for page in found]))
        return self._minding(
            [question.where],
            lambda filters: self._store.expand(ids, replace(question, where=filters[0])),
        )

    def expand_pages(self, ids: Sequence[NodeId], question: Expand) -> Answer[list[Found[Row]]]:
        """n ids -> a page of edge views for each."""
        via = question.via
        if via == TO_COMPONENTS:
            lists = self.expand(ids, replace(question, page=None))
            return then(lists, lambda found: [page_of(views, question.page) for views in found.each()])
        if via.edge == TO_COMPONENTS.edge:
            pages = self.find([_models_of(component, question) for component in ids])
            return then(pages, lambda found: self._lines_on(ids, question, found))
        return self._minding(
            [question.where],
            lambda filters: self._store.expand_pages(ids, replace(question, where=filters[0])),
        )

    def nodes(self, ids: Sequence[NodeId]) -> Answer[list[Row | None]]:
        """As stored."""
        return self._store.nodes(ids)

    def search(self, text: str, kinds: Sequence[str], limit: int) -> Answer[list[Match]]:
        """As stored."""
        return self._store.search(text, kinds, limit)

    def lookup(self, identifiers: Sequence[tuple[str, str]]) -> Answer[list[Row | None]]:
        """As stored."""
        return self._store.lookup(identifiers)

    def walk(self, ids: Sequence[NodeId], question: Walk) -> Answer[list[list[Reached]]]:
        """Along what facts state."""
        return self._store.walk(ids, question)

    def paths(self, questions: Sequence[Between]) -> Answer[list[list[tuple[str, Row]] | None]]:
        """Along what facts state."""
        return self._store.paths(questions)

    def surroundings(self, questions: Sequence[Around]) -> Answer[list[Surroundings]]:
        """By what facts state."""
        return self._store.surroundings(questions)

    def edges(self, kinds: Sequence[str]) -> Answer[list[tuple[str, Row]]]:
        """As stored."""
        return self._store.edges(kinds)

    def claims(self, ids: Sequence[NodeId]) -> Answer[list[list[Row]]]:
        """As stored."""
        return self._store.claims(ids)

    def disagreements(self, page: Page) -> Answer[Found[Row]]:
        """As stored."""
        return self._store.disagreements(page)

    def _filled(self, question: Expand, found: list[Any]) -> Lists:
        """Stored lines of models with those that no fact states; found: models, stored lines, what fits."""
        models, stored, fitting = found
        wanted = fitting[question.where]
        lists = []
        for model, views in zip(models, stored.each(), strict=True):
            lines = [*views, *self._unstated(model, wanted)] if model is not None else views
            lines = sorted(lines, key=lambda view: view["target"])
            lists.append(in_order(lines, question.order, lambda view: view["target_node"]))
        return _end_to_end(lists)

    def _unstated(self, model: Row, wanted: Collection[NodeId]) -> Iterator[Row]:
        for component, freedom in unstated_in(model):
            if component in wanted:
                yield {
                    "id": line_id(model["id"], component),
                    "source": model["id"],
                    "target": component,
                    **line(freedom, model[EVIDENCE]),
                    "source_node": model,
                    "target_node": self._components[component],
                }

    def _lines_on(
        self, components: Sequence[NodeId], question: Expand, pages: list[Found[Row]]
    ) -> Answer[list[Found[Row]]]:
        """Pages of the models that have lines on components -> pages of these lines."""
        models = list(dict.fromkeys(NodeId(row["id"]) for page in pages for row in page.rows))

        def placed(found: Lists) -> list[Found[Row]]:
            lines = {(view["source"], view["target"]): view for view in found.flat}
            return [
                replace(page, rows=[lines[row["id"], component] for row in page.rows])
                for component, page in zip(components, pages, strict=True)
            ]

        asked = Expand(TO_COMPONENTS, question.on, Ids(frozenset(components)))
        return then(self.expand(models, asked), placed)

    def _minding(
        self, filters: Sequence[Filter | None], ask: Callable[[list[Filter | None]], Answer[T]]
    ) -> Answer[T]:
        """Ask with filters that mind what no fact states."""

        def minded(fitting: Fitting) -> Answer[T]:
            return ask([minding_unstated(where, fitting) if where else None for where in filters])

        return then(self._fitting([node for where in filters for node in component_filters(where)]), minded)

    def _fitting(self, filters: Sequence[Filter]) -> Answer[Fitting]:
        """Which components fit filters of components; the store is asked where edges have to be followed."""
        known: dict[Filter | None, frozenset[NodeId]] = {None: frozenset(self._components)}
        further = list(dict.fromkeys(filter(leads_on, filters)))
        for where in filters:
            if where not in further:
                known[where] = frozenset(key for key, row in self._components.items() if fits(row, where))
        if not further:
            return known

        def told(pages: list[Found[Row]]) -> Fitting:
            asked = (frozenset(NodeId(row["id"]) for row in page.rows) for page in pages)
            return known | dict(zip(further, asked, strict=True))

        return then(self._store.find([Find("openness_property", where) for where in further]), told)


def _models_of(component: NodeId, question: Expand) -> Find:
    """The models that have a line on a component; pages start at lines there, and at models here."""
    has_line = Related(TO_COMPONENTS, Ids(frozenset([component])), on=question.on)
    where = has_line if question.where is None else And((question.where, has_line))
    page = question.page
    if page is not None:
        after, before = (_model_of(cursor, component) for cursor in (page.after, page.before))
        page = Page(page.size, page.backward, after, before)
    return Find("model", where, question.order, page)


def _model_of(cursor: str | None, component: NodeId) -> NodeId | None:
    start, end = line_id(NodeId("model/|"), component).split("|")
    if cursor is None:
        return None
    if not (cursor.startswith(start) and cursor.endswith(end)):
        raise not_in_list(cursor)
    return NodeId(f"model/{cursor[len(start) : -len(end)]}")


def _end_to_end(lists: Sequence[Sequence[Row]]) -> Lists:
    return Lists([view for views in lists for view in views], list(accumulate(map(len, lists))))
