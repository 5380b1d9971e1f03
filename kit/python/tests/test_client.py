"""The client against a real server, and against made-up ones that have too much to do."""

import asyncio
from collections.abc import Callable

import httpx
import pytest
from conftest import DEMO, Answering

from cartway_client import AsyncCartway, Cartway, ProblemError, UnreadableError
from cartway_client.models import PairOptions, PathsFound, PathsNoPath

BUSY = {"Retry-After": "1"}
INDEX = {
    "name": "cartway",
    "version": "0.1.0",
    "graph": {"version": "000001", "built_at": "2026-07-01T03:00:00Z"},
    "operations": [],
    "links_to": {"self": "/v1", "openapi": "/openapi.json", "docs": "/docs"},
}
PROBLEM = {
    "type": "/problems/rate-limited",
    "title": "Too many requests",
    "status": 429,
    "detail": "Wait.",
    "instance": "/v1",
}


def test_two_items_are_connected_and_the_answer_names_all_that_it_shows(cartway: Cartway) -> None:
    left_out = ["film-alien", "film-heat"]
    answer = cartway.connect(from_="book-dune", to="game-poker", k=2, direction="any", exclude=left_out)
    assert isinstance(answer, PathsFound)
    assert len(answer.paths) == 2
    assert answer.request.exclude == left_out
    for path in answer.paths:
        assert len(path.items) == answer.hops + 1
        assert all(answer.items[id].title for id in path.items)
    assert cartway.generation == answer.graph.version


def test_that_there_is_no_connection_is_an_answer(cartway: Cartway) -> None:
    answer = cartway.connect(from_="book-dune", to="game-poker", max_hops=1)
    assert isinstance(answer, PathsNoPath)
    assert answer.reason == "beyond_max_hops"


def test_every_question_has_an_answer(cartway: Cartway) -> None:
    assert cartway.item("book-dune").title == "Dune"
    assert cartway.between(from_="book-dune", to="game-poker", limit=1).status == "found"
    assert cartway.connect(from_="book-dune", to="book-dune").status == "same_item"
    assert not cartway.link("book-dune", "game-poker").linked
    assert len(cartway.degrees("book-dune", examples=1).farthest) == 1
    assert cartway.graph().items > 1000
    assert cartway.galleries().far_pairs
    assert cartway.random_pair(min_hops=2).from_.id
    assert cartway.index().name == "cartway"


def test_a_problem_says_what_kind_it_is_and_what_was_meant(cartway: Cartway) -> None:
    with pytest.raises(ProblemError, match="no such/item") as raised:
        cartway.connect(from_="no such/item", to="game-poker")
    error = raised.value
    assert (error.kind, error.problem.status, error.problem.param) == ("unknown-item", 404, "from")


def test_a_list_is_walked_over_all_its_pages_and_ends(cartway: Cartway) -> None:
    books = next(category.items for category in cartway.graph().categories if category.id == "book")
    assert len({item.id for item in cartway.items(category="book", limit=50)}) == books
    pages = list(cartway.neighbours("book-dune", limit=7).pages())
    assert sum(len(page.neighbours) for page in pages) == pages[0].total
    central = iter(cartway.centre(limit=1))
    assert [next(central).rank for _ in range(3)] == [1, 2, 3]


def test_more_pairs_than_a_batch_takes_are_counted_through(cartway: Cartway) -> None:
    pairs = [("book-dune", "game-poker")] * 1001
    pairs[700] = ("nothing", "game-poker")
    batches = list(cartway.connect_many(pairs, titles=True, options=PairOptions(k=2)))
    assert [len(batch.results) for batch in batches] == [500, 500, 1]
    results = [result for batch in batches for result in batch.results]
    assert [result.index for result in results] == list(range(1001))
    first, wrong = results[0], results[700]
    assert first.status == "found" and len(first.more_paths) == 1
    assert wrong.status == "error" and wrong.problem.param == "from"
    assert batches[0].items and batches[0].items["book-dune"].title == "Dune"


def test_what_is_known_already_is_not_sent_again() -> None:
    statuses = []
    hooks = {"response": [lambda response: statuses.append(response.status_code)]}
    with Cartway(DEMO, event_hooks=hooks) as cartway:
        first, again = (cartway.connect(from_="book-dune", to="game-poker") for _ in range(2))
    assert again == first
    assert statuses == [200, 304]


def test_no_more_answers_are_kept_than_were_asked_for() -> None:
    server = Answering(*(httpx.Response(200, json=INDEX, headers={"ETag": 'W/"1"'}) for _ in range(4)))
    with Cartway("http://made.up", kept=1, transport=server) as cartway:
        for id in ["a", "b", "b", "a"]:
            with pytest.raises(UnreadableError):
                cartway.item(id)
    tags = [request.headers.get("If-None-Match") for request in server.asked]
    assert tags == [None, None, 'W/"1"', None]


def test_a_server_that_has_too_much_to_do_is_waited_for() -> None:
    server = Answering(httpx.Response(503, headers=BUSY), httpx.Response(200, json=INDEX))
    with Cartway("http://made.up/", transport=server) as cartway:
        assert cartway.index().name == "cartway"
    assert len(server.asked) == 2


def test_nobody_is_waited_for_longer_than_patience_lasts() -> None:
    server = Answering(httpx.Response(429, headers={"Retry-After": "3600"}, json=PROBLEM))
    with Cartway("http://made.up", transport=server) as cartway, pytest.raises(ProblemError) as raised:
        cartway.index()
    assert raised.value.kind == "rate-limited"


def test_what_is_no_cartway_is_said_to_be_none() -> None:
    server = Answering(httpx.Response(502, text="<h1>Bad gateway</h1>"))
    says = "answered 502, and not as Cartway does"
    with Cartway("http://made.up", transport=server) as cartway, pytest.raises(UnreadableError, match=says):
        cartway.graph()


def test_a_word_that_is_newer_than_the_client_is_read_all_the_same(cartway: Cartway) -> None:
    answer = cartway.connect(from_="book-dune", to="game-poker", max_hops=1).to_dict()
    server = Answering(httpx.Response(200, json=answer | {"reason": "of_tomorrow", "newer": 1}))
    with Cartway("http://made.up", transport=server) as newer:
        read = newer.connect(from_="book-dune", to="game-poker")
    assert isinstance(read, PathsNoPath)
    assert (read.reason, read["newer"]) == ("of_tomorrow", 1)


def test_the_next_page_is_asked_for_where_the_first_was() -> None:
    next_page = "https://paths.example/below/v1/graph/centre?limit=1&cursor=1.2"
    graph, closeness = INDEX["graph"], None
    page = {"graph": graph, "closeness": closeness, "total": 0, "items": []}
    pages = (httpx.Response(200, json=page | {"next": next}) for next in [next_page, None])
    server = Answering(*pages)
    with Cartway("http://made.up/here", transport=server) as cartway:
        assert list(cartway.centre(limit=1)) == []
    paths = [request.url.raw_path for request in server.asked]
    assert paths == [b"/here/v1/graph/centre?limit=1", b"/here/v1/graph/centre?limit=1&cursor=1.2"]


def test_with_asyncio_everything_is_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    async def ask() -> None:
        async with AsyncCartway(DEMO) as cartway:
            asked = cartway.connect(from_="book-dune", to="game-poker"), cartway.graph()
            first, graph = await asyncio.gather(*asked)
            assert first == await cartway.connect(from_="book-dune", to="game-poker")
            assert cartway.generation == graph.version
            pages = [page async for page in cartway.neighbours("book-dune", limit=7).pages()]
            entries = [entry async for entry in cartway.neighbours("book-dune", limit=7)]
            assert len(pages) > 1 and len(entries) == pages[0].total
            pairs = [("book-dune", "game-poker")] * 501
            batches = [batch async for batch in cartway.connect_many(pairs)]
            assert batches[1].results[0].index == 500
            with pytest.raises(ProblemError):
                await cartway.item("nothing")

    async def wait() -> None:
        server = Answering(httpx.Response(503, headers=BUSY), httpx.Response(200, json=INDEX))
        async with AsyncCartway("http://made.up", transport=server) as cartway:
            assert (await cartway.index()).name == "cartway"

    asyncio.run(ask())
    asyncio.run(wait())


def test_both_clients_have_the_same_questions_and_say_what_they_are() -> None:
    def public(client: type) -> set[str]:
        return {name for name in vars(client) if not name.startswith("_")}

    assert public(Cartway) - {"close"} == public(AsyncCartway) - {"aclose"}
    with Cartway("http://made.up") as cartway:
        says: Callable[..., object] = cartway.connect
    assert says.__doc__ and says.__doc__.startswith("How two items are connected.")
