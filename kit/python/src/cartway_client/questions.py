"""The questions of the API: what each is asked with and how its answer is read.

Parameters, their types and their names are those of the generated functions, so that nothing is said
twice; this only brings them together with the bodies.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, ParamSpec, Protocol, TypeVar

from .generated import models
from .generated.api.default import (
    between,
    connect,
    get_centre,
    get_degrees,
    get_galleries,
    get_graph,
    get_index,
    get_item,
    get_link,
    get_map,
    get_neighbours,
    get_random_pair,
    get_regions,
    search_items,
)

P = ParamSpec("P")
T = TypeVar("T")
Entry = TypeVar("Entry")

Paths = models.PathsFound | models.PathsSameItem | models.PathsNoPath
Between = models.BetweenFound | models.BetweenSameItem | models.BetweenNoPath


class HasNext(Protocol):
    """One page of a list."""

    next_: str | None
    """Address of the next page, where there is one."""


Page = TypeVar("Page", bound=HasNext)


@dataclass(frozen=True)
class Question(Generic[P, T]):
    """One question: its parameters make a request, and what is answered is read."""

    request: Callable[P, dict[str, Any]]
    read: Callable[[dict[str, Any]], T]
    says: str


@dataclass(frozen=True)
class ListQuestion(Generic[P, Page, Entry]):
    """A question whose answer is a long list, handed out page by page."""

    request: Callable[P, dict[str, Any]]
    read: Callable[[dict[str, Any]], Page]
    entries: Callable[[Page], list[Entry]]
    says: str


def _paths(body: dict[str, Any]) -> Paths:
    if body["status"] == "found":
        return models.PathsFound.from_dict(body)
    if body["status"] == "same_item":
        return models.PathsSameItem.from_dict(body)
    return models.PathsNoPath.from_dict(body)


def _between(body: dict[str, Any]) -> Between:
    if body["status"] == "found":
        return models.BetweenFound.from_dict(body)
    if body["status"] == "same_item":
        return models.BetweenSameItem.from_dict(body)
    return models.BetweenNoPath.from_dict(body)


def _found(page: models.Search) -> list[models.Item]:
    return page.items


def _neighbours(page: models.Neighbours) -> list[models.Neighbour]:
    return page.neighbours


def _central(page: models.Centre) -> list[models.CentralItem]:
    return page.items


CONNECT = Question(
    connect._get_kwargs,
    _paths,
    "How two items are connected. That they are not is an answer too: look at its `status`.",
)
BETWEEN = Question(between._get_kwargs, _between, "What stands between two items.")
LINK = Question(get_link._get_kwargs, models.Link.from_dict, "Whether two items are linked, and why.")
ITEM = Question(get_item._get_kwargs, models.ItemAnswer.from_dict, "One item.")
DEGREES = Question(
    get_degrees._get_kwargs, models.Degrees.from_dict, "How far everything else is from an item."
)
GRAPH = Question(
    get_graph._get_kwargs, models.Graph.from_dict, "What the catalogue is, and what may be asked of it."
)
GALLERIES = Question(get_galleries._get_kwargs, models.Galleries.from_dict, "What is worth a look.")
MAP = Question(get_map._get_kwargs, models.Map.from_dict, "A view of the map.")
REGIONS = Question(get_regions._get_kwargs, models.Regions.from_dict, "The regions of the map.")
RANDOM_PAIR = Question(
    get_random_pair._get_kwargs, models.Pair.from_dict, "Two items worth connecting, others each time."
)
INDEX = Question(get_index._get_kwargs, models.ApiIndex.from_dict, "What there is to ask.")

ITEMS = ListQuestion(
    search_items._get_kwargs,
    models.Search.from_dict,
    _found,
    "The items that a text means, or all of them, the most popular first.",
)
NEIGHBOURS = ListQuestion(
    get_neighbours._get_kwargs,
    models.Neighbours.from_dict,
    _neighbours,
    "What is bought with an item.",
)
CENTRE = ListQuestion(
    get_centre._get_kwargs,
    models.Centre.from_dict,
    _central,
    "The items that are nearest to all others.",
)
