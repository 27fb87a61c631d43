"""Who deals with whom: a graph of countries, how central each is, and who mediates between others."""

from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import Any

import msgspec

from dragoman.analysing.labels import label, name
from dragoman.analysing.optional import need
from dragoman.analysing.record import Deed, goldstein, ids
from dragoman.analysing.sheets import Sheet


class Edge(msgspec.Struct, frozen=True):
    """What two countries did to and with each other."""

    one: str
    other: str
    deeds: tuple[Deed, ...]

    @property
    def goldstein(self) -> float | None:
        """The mean Goldstein score."""
        return goldstein(self.deeds)


class Node(msgspec.Struct, frozen=True):
    """A country or organisation: its deeds with others, how many partners, and its centrality.

    ``betweenness`` is the share of shortest ways between others that lead over it (ways are short where there are many
    deeds), ``pagerank`` its share of all dealings, weighted by how central the partners are.
    """

    country: str
    deeds: tuple[Deed, ...]
    partners: int
    betweenness: float
    pagerank: float


class Mediation(msgspec.Struct, frozen=True):
    """``who`` mediated between others in these deeds."""

    who: str
    between: tuple[str, ...]
    deeds: tuple[Deed, ...]


class Network(msgspec.Struct, frozen=True):
    """Nodes (the most central first), edges (the busiest first) and mediations (the most frequent first)."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    mediations: tuple[Mediation, ...]


def network(told: Iterable[Deed]) -> Network:
    """The network of what happened between different countries."""
    happened = [deed for deed in told if deed.happened]
    groups: dict[tuple[str, str], list[Deed]] = {}
    for deed in happened:
        for pair in _pairs(deed):
            groups.setdefault(pair, []).append(deed)
    edges = [Edge(*pair, tuple(deeds)) for pair, deeds in groups.items()]
    edges.sort(key=lambda edge: (-len(edge.deeds), edge.one, edge.other))
    return Network(tuple(_nodes(edges)), tuple(edges), tuple(_mediations(happened)))


def _pairs(deed: Deed) -> set[tuple[str, str]]:
    """Each actor with each recipient, or all actors of a mutual deed with each other."""
    if deed.recipients:
        across = ((actor, recipient) for actor in deed.actors for recipient in deed.recipients)
    else:
        across = ((one, other) for one, other in combinations(sorted(deed.actors), 2))
    return {(min(pair), max(pair)) for pair in across if pair[0] != pair[1]}


def _nodes(edges: list[Edge]) -> list[Node]:
    if not edges:
        return []
    graphs, graph = need("networkx", "network"), _graph(edges)
    between, rank = graphs.betweenness_centrality(graph, weight="distance"), graphs.pagerank(graph, weight="weight")
    nodes = (
        Node(code, deeds, graph.degree(code), round(between[code], 4), round(rank[code], 4))
        for code, deeds in _by_country(edges).items()
    )
    return sorted(nodes, key=lambda node: (-node.pagerank, node.country))


def _graph(edges: Iterable[Edge]) -> Any:
    graph = need("networkx", "network").Graph()
    for edge in edges:
        graph.add_edge(edge.one, edge.other, weight=len(edge.deeds), distance=1 / len(edge.deeds))
    return graph


def layout(edges: Iterable[Edge]) -> dict[str, tuple[float, float]]:
    """Where each country stands on a chart: as far from another as there are steps between them (Kamada and Kawai)."""
    placed = need("networkx", "network").kamada_kawai_layout(_graph(edges), weight=None)
    return {country: (round(float(x), 4), round(float(y), 4)) for country, (x, y) in placed.items()}


def _by_country(edges: Iterable[Edge]) -> dict[str, tuple[Deed, ...]]:
    found: dict[str, dict[str, Deed]] = {}
    for edge in edges:
        for country in (edge.one, edge.other):
            found.setdefault(country, {}).update((deed.id, deed) for deed in edge.deeds)
    return {country: tuple(deeds.values()) for country, deeds in found.items()}


def _mediations(happened: Iterable[Deed]) -> Iterator[Mediation]:
    groups: dict[tuple[str, tuple[str, ...]], list[Deed]] = {}
    for deed in happened:
        if deed.type == "CONSULT" and deed.mode == "third-party":
            for who in sorted(deed.actors):
                parties = tuple(sorted(deed.recipients - {who}))
                groups.setdefault((who, parties), []).append(deed)
    for who, parties in sorted(groups, key=lambda key: (-len(groups[key]), key)):
        yield Mediation(who, parties, tuple(groups[who, parties]))


def node_sheet(found: Network) -> Sheet:
    """A row for each country with its centrality and how often it mediated."""
    columns = ("code", "name", "deeds", "partners", "betweenness", "pagerank", "mediations")
    rows = tuple((one.country, name(one.country), *_measures(found, one)) for one in found.nodes)
    return Sheet("Network: countries", columns, rows, tuple(ids(node.deeds) for node in found.nodes))


def _measures(found: Network, node: Node) -> tuple[int, int, float, float, int]:
    mediated = sum(len(one.deeds) for one in found.mediations if one.who == node.country)
    return len(node.deeds), node.partners, node.betweenness, node.pagerank, mediated


def edge_sheet(found: Network) -> Sheet:
    """A row for each pair."""
    rows = tuple((label(one.one), label(one.other), len(one.deeds), one.goldstein) for one in found.edges)
    columns = ("one", "other", "deeds", "goldstein")
    return Sheet("Network: pairs", columns, rows, tuple(ids(edge.deeds) for edge in found.edges))


def mediation_sheet(found: Network) -> Sheet:
    """A row for each mediator and those it mediated between."""
    rows = tuple(
        (label(one.who), ", ".join(map(label, one.between)), len(one.deeds), one.deeds[0].evidence)
        for one in found.mediations
    )
    events = tuple(ids(one.deeds) for one in found.mediations)
    return Sheet("Network: mediators", ("mediator", "between", "deeds", "evidence"), rows, events)
