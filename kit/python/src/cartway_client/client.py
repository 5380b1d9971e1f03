"""The clients: `Cartway` waits for each answer, `AsyncCartway` is for asyncio.

Each question of `questions` becomes a method of both, with its parameters and their types.
"""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Iterator
from itertools import islice
from types import TracebackType
from typing import Any, Generic, ParamSpec, Self, TypeVar
from urllib.parse import parse_qsl, urlsplit

import httpx

from . import questions
from .exchange import Exchange, Exchanges
from .generated.api.default import connect_many
from .generated.models import Batch, BatchQuestion, PairOptions, PairQuestion
from .generated.types import UNSET
from .questions import Entry, HasNext, ListQuestion, Page, Question

P = ParamSpec("P")
T = TypeVar("T")
Pair = tuple[str, str] | PairQuestion

# As many pairs as a server takes at once.
MAX_PAIRS = 500
SETTINGS: dict[str, Any] = {"timeout": 60, "headers": {"Accept": "application/json"}}


class List(Generic[Page, Entry]):
    """A list from its first entry to its last, fetched as it is walked; `limit` is the size of a page."""

    def __init__(
        self,
        fetch: Callable[[dict[str, Any]], Page],
        request: dict[str, Any],
        entries: Callable[[Page], list[Entry]],
    ) -> None:
        self._fetch, self._request, self._entries = fetch, request, entries

    def pages(self) -> Iterator[Page]:
        """Its pages, which tell more than their entries: how many there are in all, what was looked up."""
        request: dict[str, Any] | None = self._request
        while request:
            page = self._fetch(request)
            yield page
            request = _of_next(request, page)

    def __iter__(self) -> Iterator[Entry]:
        for page in self.pages():
            yield from self._entries(page)


class AsyncList(Generic[Page, Entry]):
    """A list from its first entry to its last, fetched as it is walked; `limit` is the size of a page."""

    def __init__(
        self,
        fetch: Callable[[dict[str, Any]], Awaitable[Page]],
        request: dict[str, Any],
        entries: Callable[[Page], list[Entry]],
    ) -> None:
        self._fetch, self._request, self._entries = fetch, request, entries

    async def pages(self) -> AsyncIterator[Page]:
        """Its pages, which tell more than their entries: how many there are in all, what was looked up."""
        request: dict[str, Any] | None = self._request
        while request:
            page = await self._fetch(request)
            yield page
            request = _of_next(request, page)

    async def __aiter__(self) -> AsyncIterator[Entry]:
        async for page in self.pages():
            for entry in self._entries(page):
                yield entry


class _Asked(Generic[P, T]):
    """A question as a method of `Cartway`."""

    def __init__(self, question: Question[P, T]) -> None:
        self._question = question

    def __get__(self, client: "Cartway", _: type["Cartway"]) -> Callable[P, T]:
        def ask(*given: P.args, **options: P.kwargs) -> T:
            return client._ask(self._question.request(*given, **options), self._question.read)

        return _told(ask, self._question.says)


class _AskedLater(Generic[P, T]):
    """A question as a method of `AsyncCartway`."""

    def __init__(self, question: Question[P, T]) -> None:
        self._question = question

    def __get__(self, client: "AsyncCartway", _: type["AsyncCartway"]) -> Callable[P, Awaitable[T]]:
        def ask(*given: P.args, **options: P.kwargs) -> Awaitable[T]:
            return client._ask(self._question.request(*given, **options), self._question.read)

        return _told(ask, self._question.says)


class _Walked(Generic[P, Page, Entry]):
    """A question for a list as a method of `Cartway`."""

    def __init__(self, question: ListQuestion[P, Page, Entry]) -> None:
        self._question = question

    def __get__(self, client: "Cartway", _: type["Cartway"]) -> Callable[P, List[Page, Entry]]:
        def fetch(request: dict[str, Any]) -> Page:
            return client._ask(request, self._question.read)

        def ask(*given: P.args, **options: P.kwargs) -> List[Page, Entry]:
            return List(fetch, self._question.request(*given, **options), self._question.entries)

        return _told(ask, self._question.says)


class _WalkedLater(Generic[P, Page, Entry]):
    """A question for a list as a method of `AsyncCartway`."""

    def __init__(self, question: ListQuestion[P, Page, Entry]) -> None:
        self._question = question

    def __get__(self, client: "AsyncCartway", _: type["AsyncCartway"]) -> Callable[P, AsyncList[Page, Entry]]:
        def fetch(request: dict[str, Any]) -> Awaitable[Page]:
            return client._ask(request, self._question.read)

        def ask(*given: P.args, **options: P.kwargs) -> AsyncList[Page, Entry]:
            return AsyncList(fetch, self._question.request(*given, **options), self._question.entries)

        return _told(ask, self._question.says)


class _Client:
    """What both clients know."""

    def __init__(self, patience: float, kept: int) -> None:
        self._exchanges = Exchanges(patience, kept)

    @property
    def generation(self) -> str | None:
        """The generation that the last answer came from. Another one than before means that the shop
        was counted anew."""
        return self._exchanges.generation


class Cartway(_Client):
    """One server. `base` is the address of its start page, as in `http://127.0.0.1:8080`; `patience`
    are the seconds to wait in all for one answer when the server says to come back later; `kept` is how
    many answers are kept, to be asked for again by their tags. All else goes to `httpx.Client`."""

    def __init__(self, base: str, *, patience: float = 30, kept: int = 100, **http: Any) -> None:
        super().__init__(patience, kept)
        self._http = httpx.Client(base_url=base, **SETTINGS | http)

    connect = _Asked(questions.CONNECT)
    between = _Asked(questions.BETWEEN)
    link = _Asked(questions.LINK)
    item = _Asked(questions.ITEM)
    degrees = _Asked(questions.DEGREES)
    graph = _Asked(questions.GRAPH)
    galleries = _Asked(questions.GALLERIES)
    map = _Asked(questions.MAP)
    regions = _Asked(questions.REGIONS)
    random_pair = _Asked(questions.RANDOM_PAIR)
    index = _Asked(questions.INDEX)
    items = _Walked(questions.ITEMS)
    neighbours = _Walked(questions.NEIGHBOURS)
    centre = _Walked(questions.CENTRE)

    def connect_many(
        self, pairs: Iterable[Pair], *, options: PairOptions | None = None, titles: bool = False
    ) -> Iterator[Batch]:
        """How the items of any number of pairs are connected, 500 pairs at a time. Each batch comes from
        one generation, which it names; `index` counts through all pairs."""
        for before, request in _batches(pairs, options, titles):
            yield _counted_from(before, self._ask(request, Batch.from_dict))

    def _ask(self, request: dict[str, Any], read: Callable[[dict[str, Any]], T]) -> T:
        exchange: Exchange[T] = self._exchanges.exchange(self._http.build_request(**request), read)
        try:
            step = next(exchange)
            while True:
                if isinstance(step, httpx.Request):
                    step = exchange.send(self._http.send(step))
                else:
                    time.sleep(step)
                    step = next(exchange)
        except StopIteration as end:
            answer: T = end.value
            return answer

    def close(self) -> None:
        """Lets the connections go."""
        self._http.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        self.close()


class AsyncCartway(_Client):
    """One server, for asyncio; made as `Cartway` is. All else goes to `httpx.AsyncClient`."""

    def __init__(self, base: str, *, patience: float = 30, kept: int = 100, **http: Any) -> None:
        super().__init__(patience, kept)
        self._http = httpx.AsyncClient(base_url=base, **SETTINGS | http)

    connect = _AskedLater(questions.CONNECT)
    between = _AskedLater(questions.BETWEEN)
    link = _AskedLater(questions.LINK)
    item = _AskedLater(questions.ITEM)
    degrees = _AskedLater(questions.DEGREES)
    graph = _AskedLater(questions.GRAPH)
    galleries = _AskedLater(questions.GALLERIES)
    map = _AskedLater(questions.MAP)
    regions = _AskedLater(questions.REGIONS)
    random_pair = _AskedLater(questions.RANDOM_PAIR)
    index = _AskedLater(questions.INDEX)
    items = _WalkedLater(questions.ITEMS)
    neighbours = _WalkedLater(questions.NEIGHBOURS)
    centre = _WalkedLater(questions.CENTRE)

    async def connect_many(
        self, pairs: Iterable[Pair], *, options: PairOptions | None = None, titles: bool = False
    ) -> AsyncIterator[Batch]:
        """As that of `Cartway`."""
        for before, request in _batches(pairs, options, titles):
            yield _counted_from(before, await self._ask(request, Batch.from_dict))

    async def _ask(self, request: dict[str, Any], read: Callable[[dict[str, Any]], T]) -> T:
        exchange: Exchange[T] = self._exchanges.exchange(self._http.build_request(**request), read)
        try:
            step = next(exchange)
            while True:
                if isinstance(step, httpx.Request):
                    step = exchange.send(await self._http.send(step))
                else:
                    await asyncio.sleep(step)
                    step = next(exchange)
        except StopIteration as end:
            answer: T = end.value
            return answer

    async def aclose(self) -> None:
        """Lets the connections go."""
        await self._http.aclose()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        await self.aclose()


def _told(ask: Callable[P, T], says: str) -> Callable[P, T]:
    ask.__doc__ = says
    return ask


def _of_next(request: dict[str, Any], page: HasNext) -> dict[str, Any] | None:
    """The request for the next page, at the address we know: the server may know itself by another."""
    if page.next_ is None:
        return None
    query = parse_qsl(urlsplit(page.next_).query, keep_blank_values=True)
    return {**request, "params": query}


def _batches(
    pairs: Iterable[Pair], options: PairOptions | None, titles: bool
) -> Iterator[tuple[int, dict[str, Any]]]:
    """The request of each batch, and how many pairs stand before it."""
    rest, before = iter(pairs), 0
    while some := [_pair(pair) for pair in islice(rest, MAX_PAIRS)]:
        question = BatchQuestion(pairs=some, options=options or UNSET, titles=titles)
        yield before, connect_many._get_kwargs(body=question)
        before += len(some)


def _pair(pair: Pair) -> PairQuestion:
    return pair if isinstance(pair, PairQuestion) else PairQuestion(*pair)


def _counted_from(before: int, batch: Batch) -> Batch:
    for result in batch.results:
        result.index += before
    return batch
