from http import HTTPStatus
from typing import Any, cast
from urllib.parse import quote

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.get_neighbours_direction import (
    GetNeighboursDirection,
)
from ...models.get_neighbours_sort import GetNeighboursSort
from ...models.neighbours import Neighbours
from ...models.problem import Problem
from ...types import UNSET, Response, Unset


def _get_kwargs(
    id: str,
    *,
    direction: GetNeighboursDirection | Unset = "any",
    category: str | Unset = UNSET,
    sort: GetNeighboursSort | Unset = "strength",
    limit: int | Unset = 20,
    cursor: str | Unset = UNSET,
    cartway_generation: str | Unset = UNSET,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}
    if not isinstance(cartway_generation, Unset):
        headers["Cartway-Generation"] = cartway_generation

    params: dict[str, Any] = {}

    json_direction: str | Unset = UNSET
    if not isinstance(direction, Unset):
        json_direction = direction

    params["direction"] = json_direction

    params["category"] = category

    json_sort: str | Unset = UNSET
    if not isinstance(sort, Unset):
        json_sort = sort

    params["sort"] = json_sort

    params["limit"] = limit

    params["cursor"] = cursor

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/v1/items/{id}/neighbours".format(
            id=quote(str(id), safe=""),
        ),
        "params": params,
    }

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Any | Neighbours | Problem | None:
    if response.status_code == 200:
        response_200 = Neighbours.from_dict(response.json())

        return response_200

    if response.status_code == 304:
        response_304 = cast(Any, None)
        return response_304

    if response.status_code == 400:
        response_400 = Problem.from_dict(response.json())

        return response_400

    if response.status_code == 404:
        response_404 = Problem.from_dict(response.json())

        return response_404

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
) -> Response[Any | Neighbours | Problem]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    id: str,
    *,
    client: AuthenticatedClient | Client,
    direction: GetNeighboursDirection | Unset = "any",
    category: str | Unset = UNSET,
    sort: GetNeighboursSort | Unset = "strength",
    limit: int | Unset = 20,
    cursor: str | Unset = UNSET,
    cartway_generation: str | Unset = UNSET,
) -> Response[Any | Neighbours | Problem]:
    """What is bought with an item

     The items that are linked with an item, with the evidence of each link.

    Args:
        id (str):
        direction (GetNeighboursDirection | Unset):  Default: 'any'.
        category (str | Unset):
        sort (GetNeighboursSort | Unset):  Default: 'strength'.
        limit (int | Unset):  Default: 20.
        cursor (str | Unset):
        cartway_generation (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Any | Neighbours | Problem]
    """

    kwargs = _get_kwargs(
        id=id,
        direction=direction,
        category=category,
        sort=sort,
        limit=limit,
        cursor=cursor,
        cartway_generation=cartway_generation,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    id: str,
    *,
    client: AuthenticatedClient | Client,
    direction: GetNeighboursDirection | Unset = "any",
    category: str | Unset = UNSET,
    sort: GetNeighboursSort | Unset = "strength",
    limit: int | Unset = 20,
    cursor: str | Unset = UNSET,
    cartway_generation: str | Unset = UNSET,
) -> Any | Neighbours | Problem | None:
    """What is bought with an item

     The items that are linked with an item, with the evidence of each link.

    Args:
        id (str):
        direction (GetNeighboursDirection | Unset):  Default: 'any'.
        category (str | Unset):
        sort (GetNeighboursSort | Unset):  Default: 'strength'.
        limit (int | Unset):  Default: 20.
        cursor (str | Unset):
        cartway_generation (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Any | Neighbours | Problem
    """

    return sync_detailed(
        id=id,
        client=client,
        direction=direction,
        category=category,
        sort=sort,
        limit=limit,
        cursor=cursor,
        cartway_generation=cartway_generation,
    ).parsed


async def asyncio_detailed(
    id: str,
    *,
    client: AuthenticatedClient | Client,
    direction: GetNeighboursDirection | Unset = "any",
    category: str | Unset = UNSET,
    sort: GetNeighboursSort | Unset = "strength",
    limit: int | Unset = 20,
    cursor: str | Unset = UNSET,
    cartway_generation: str | Unset = UNSET,
) -> Response[Any | Neighbours | Problem]:
    """What is bought with an item

     The items that are linked with an item, with the evidence of each link.

    Args:
        id (str):
        direction (GetNeighboursDirection | Unset):  Default: 'any'.
        category (str | Unset):
        sort (GetNeighboursSort | Unset):  Default: 'strength'.
        limit (int | Unset):  Default: 20.
        cursor (str | Unset):
        cartway_generation (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Any | Neighbours | Problem]
    """

    kwargs = _get_kwargs(
        id=id,
        direction=direction,
        category=category,
        sort=sort,
        limit=limit,
        cursor=cursor,
        cartway_generation=cartway_generation,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    id: str,
    *,
    client: AuthenticatedClient | Client,
    direction: GetNeighboursDirection | Unset = "any",
    category: str | Unset = UNSET,
    sort: GetNeighboursSort | Unset = "strength",
    limit: int | Unset = 20,
    cursor: str | Unset = UNSET,
    cartway_generation: str | Unset = UNSET,
) -> Any | Neighbours | Problem | None:
    """What is bought with an item

     The items that are linked with an item, with the evidence of each link.

    Args:
        id (str):
        direction (GetNeighboursDirection | Unset):  Default: 'any'.
        category (str | Unset):
        sort (GetNeighboursSort | Unset):  Default: 'strength'.
        limit (int | Unset):  Default: 20.
        cursor (str | Unset):
        cartway_generation (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Any | Neighbours | Problem
    """

    return (
        await asyncio_detailed(
            id=id,
            client=client,
            direction=direction,
            category=category,
            sort=sort,
            limit=limit,
            cursor=cursor,
            cartway_generation=cartway_generation,
        )
    ).parsed
