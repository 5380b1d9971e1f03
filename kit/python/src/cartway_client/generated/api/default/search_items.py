from http import HTTPStatus
from typing import Any, cast

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.problem import Problem
from ...models.search import Search
from ...models.search_items_mode import SearchItemsMode
from ...types import UNSET, Response, Unset


def _get_kwargs(
    *,
    q: str | Unset = UNSET,
    category: str | Unset = UNSET,
    mode: SearchItemsMode | Unset = "prefix",
    limit: int | Unset = 20,
    cursor: str | Unset = UNSET,
    cartway_generation: str | Unset = UNSET,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}
    if not isinstance(cartway_generation, Unset):
        headers["Cartway-Generation"] = cartway_generation

    params: dict[str, Any] = {}

    params["q"] = q

    params["category"] = category

    json_mode: str | Unset = UNSET
    if not isinstance(mode, Unset):
        json_mode = mode

    params["mode"] = json_mode

    params["limit"] = limit

    params["cursor"] = cursor

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/v1/items",
        "params": params,
    }

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Any | Problem | Search | None:
    if response.status_code == 200:
        response_200 = Search.from_dict(response.json())

        return response_200

    if response.status_code == 304:
        response_304 = cast(Any, None)
        return response_304

    if response.status_code == 400:
        response_400 = Problem.from_dict(response.json())

        return response_400

    if response.status_code == 406:
        response_406 = Problem.from_dict(response.json())

        return response_406

    if response.status_code == 410:
        response_410 = Problem.from_dict(response.json())

        return response_410

    if response.status_code == 422:
        response_422 = Problem.from_dict(response.json())

        return response_422

    if response.status_code == 429:
        response_429 = Problem.from_dict(response.json())

        return response_429

    if response.status_code == 500:
        response_500 = Problem.from_dict(response.json())

        return response_500

    if response.status_code == 503:
        response_503 = Problem.from_dict(response.json())

        return response_503

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    else:
        return None


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[Any | Problem | Search]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient | Client,
    q: str | Unset = UNSET,
    category: str | Unset = UNSET,
    mode: SearchItemsMode | Unset = "prefix",
    limit: int | Unset = 20,
    cursor: str | Unset = UNSET,
    cartway_generation: str | Unset = UNSET,
) -> Response[Any | Problem | Search]:
    """Find items, or list all

     The items that a text means, best first; without a text all of them (of a category), most popular
    first. “count” is that of the page.

    Args:
        q (str | Unset):
        category (str | Unset):
        mode (SearchItemsMode | Unset):  Default: 'prefix'.
        limit (int | Unset):  Default: 20.
        cursor (str | Unset):
        cartway_generation (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Any | Problem | Search]
    """

    kwargs = _get_kwargs(
        q=q,
        category=category,
        mode=mode,
        limit=limit,
        cursor=cursor,
        cartway_generation=cartway_generation,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    *,
    client: AuthenticatedClient | Client,
    q: str | Unset = UNSET,
    category: str | Unset = UNSET,
    mode: SearchItemsMode | Unset = "prefix",
    limit: int | Unset = 20,
    cursor: str | Unset = UNSET,
    cartway_generation: str | Unset = UNSET,
) -> Any | Problem | Search | None:
    """Find items, or list all

     The items that a text means, best first; without a text all of them (of a category), most popular
    first. “count” is that of the page.

    Args:
        q (str | Unset):
        category (str | Unset):
        mode (SearchItemsMode | Unset):  Default: 'prefix'.
        limit (int | Unset):  Default: 20.
        cursor (str | Unset):
        cartway_generation (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Any | Problem | Search
    """

    return sync_detailed(
        client=client,
        q=q,
        category=category,
        mode=mode,
        limit=limit,
        cursor=cursor,
        cartway_generation=cartway_generation,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient | Client,
    q: str | Unset = UNSET,
    category: str | Unset = UNSET,
    mode: SearchItemsMode | Unset = "prefix",
    limit: int | Unset = 20,
    cursor: str | Unset = UNSET,
    cartway_generation: str | Unset = UNSET,
) -> Response[Any | Problem | Search]:
    """Find items, or list all

     The items that a text means, best first; without a text all of them (of a category), most popular
    first. “count” is that of the page.

    Args:
        q (str | Unset):
        category (str | Unset):
        mode (SearchItemsMode | Unset):  Default: 'prefix'.
        limit (int | Unset):  Default: 20.
        cursor (str | Unset):
        cartway_generation (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Any | Problem | Search]
    """

    kwargs = _get_kwargs(
        q=q,
        category=category,
        mode=mode,
        limit=limit,
        cursor=cursor,
        cartway_generation=cartway_generation,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient | Client,
    q: str | Unset = UNSET,
    category: str | Unset = UNSET,
    mode: SearchItemsMode | Unset = "prefix",
    limit: int | Unset = 20,
    cursor: str | Unset = UNSET,
    cartway_generation: str | Unset = UNSET,
) -> Any | Problem | Search | None:
    """Find items, or list all

     The items that a text means, best first; without a text all of them (of a category), most popular
    first. “count” is that of the page.

    Args:
        q (str | Unset):
        category (str | Unset):
        mode (SearchItemsMode | Unset):  Default: 'prefix'.
        limit (int | Unset):  Default: 20.
        cursor (str | Unset):
        cartway_generation (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Any | Problem | Search
    """

    return (
        await asyncio_detailed(
            client=client,
            q=q,
            category=category,
            mode=mode,
            limit=limit,
            cursor=cursor,
            cartway_generation=cartway_generation,
        )
    ).parsed
