"""A plan in tantivy's terms. Pure: needs the schema only."""

from __future__ import annotations

import re
from functools import cache
from typing import Any as Anything

from tantivy import FieldType, Occur, Query

from raadslag.search.analysis.chain import LOOSE
from raadslag.search.analysis.exact import journal_token
from raadslag.search.document import FACETS, day_number
from raadslag.search.plan import (
    EXACT_WEIGHTS,
    WORD_WEIGHTS,
    Any,
    Every,
    Exact,
    Filters,
    Is,
    Node,
    Phrase,
    Plan,
    Word,
)

_LAST_ORDER = (1 << 46) - 1


class Translator:
    """Makes tantivy queries for one schema."""

    def __init__(self, schema: Anything) -> None:
        self._schema = schema

    def query(
        self,
        plan: Plan,
        *,
        filters: Filters,
        must: tuple[Node, ...] | None = None,
        without: tuple[Node, ...] = (),
        scored: bool = True,
    ) -> Anything:
        """The plan with these filters; `must` instead of its own, `without` those that meet all."""
        wanted = plan.must if must is None else must
        clauses = [(Occur.Must, self.node(one)) for one in wanted]
        clauses += [(Occur.Must, self._silent(one)) for one in self._filters(filters)]
        if not clauses:
            clauses.append((Occur.Must, self._silent(Query.all_query())))
        clauses += [(Occur.MustNot, self.node(one)) for one in plan.must_not]
        if without:
            clauses.append((Occur.MustNot, self.node(Every(without))))
        if scored:
            clauses += [(Occur.Should, self.node(one)) for one in plan.should]
        return Query.boolean_query(clauses)

    def title(self, words: tuple[str, ...]) -> Anything:
        """Titles with all of the printed words, the last one as a beginning."""
        *whole, last = words
        parts = [Query.term_query(self._schema, "surface", word, "basic") for word in whole]
        parts.append(self._beginning("surface", last))
        return Query.boolean_query([(Occur.Must, part) for part in parts])

    def node(self, node: Node) -> Anything:
        """One node of a plan."""
        match node:
            case Word():
                return self._word(node)
            case Phrase():
                return self._phrase(node)
            case Exact():
                return self._exact(node)
            case Is():
                term = self._term(node.field, node.value)
                return Query.const_score_query(term, node.weight)
            case Every():
                inner = Query.boolean_query([(Occur.Must, self.node(one)) for one in node.nodes])
                return _boosted(inner, node.weight)
            case Any():
                clauses = [(Occur.Should, self.node(one)) for one in node.nodes]
                if node.least > 1:
                    inner = Query.boolean_query(clauses, minimum_number_should_match=node.least)
                else:
                    inner = Query.boolean_query(clauses)
                return _boosted(inner, node.weight)

    def _word(self, node: Word) -> Anything:
        clauses = []
        for name, weight in WORD_WEIGHTS.items():
            option = "basic" if name in LOOSE else "freq"
            term = Query.term_query(self._schema, name, node.token, option)
            clauses.append((Occur.Should, _boosted(term, weight * node.weight)))
        return Query.boolean_query(clauses)

    def _phrase(self, node: Phrase) -> Anything:
        if len(node.tokens) == 1:
            clauses = [
                (name, Query.term_query(self._schema, name, node.tokens[0], "freq"))
                for name in node.streams
            ]
        else:
            tokens: list[str | tuple[int, str]] = list(node.tokens)
            clauses = [
                (name, Query.phrase_query(self._schema, name, tokens)) for name in node.streams
            ]
        return Query.boolean_query(
            [
                (Occur.Should, _boosted(one, WORD_WEIGHTS[name] * node.weight))
                for name, one in clauses
            ]
        )

    def _exact(self, node: Exact) -> Anything:
        clauses = []
        for name, weight in EXACT_WEIGHTS.items():
            if node.prefix:
                found = self._beginning(name, node.token)
            else:
                found = Query.term_query(self._schema, name, node.token, "basic")
            scored = Query.const_score_query(found, weight * node.weight)
            clauses.append((Occur.Should, scored))
        return Query.boolean_query(clauses)

    def _beginning(self, name: str, text: str) -> Anything:
        return Query.regex_query(self._schema, name, _literal(text) + ".*")

    def _term(self, name: str, value: str) -> Anything:
        return Query.term_query(self._schema, name, value, "basic")

    def _filters(self, filters: Filters) -> list[Anything]:
        found = []
        for name, values in filters.values().items():
            terms = [self._term(name, value) for value in values]
            if len(terms) == 1:
                found.append(terms[0])
            else:
                found.append(Query.boolean_query([(Occur.Should, term) for term in terms]))
        if filters.journal:
            found.append(self._beginning("own", journal_token(filters.journal)))
        if filters.since is not None or filters.until is not None:
            lower = day_number(filters.since) if filters.since else 0
            upper = day_number(filters.until) if filters.until else (1 << 17) - 1
            if filters.until is not None:
                lower = max(1, lower)
            found.append(
                Query.range_query(
                    self._schema,
                    "order",
                    FieldType.Unsigned,
                    lower_bound=lower << 46,
                    upper_bound=upper << 46 | _LAST_ORDER,
                )
            )
        return found

    @staticmethod
    def _silent(query: Anything) -> Anything:
        return Query.const_score_query(query, 0.0)


def _boosted(query: Anything, weight: float) -> Anything:
    return query if weight == 1.0 else Query.boost_query(query, weight)


@cache
def _literal(text: str) -> str:
    return re.sub(r"([^\w\-])", r"\\\1", text)


assert set(FACETS).isdisjoint(WORD_WEIGHTS)
