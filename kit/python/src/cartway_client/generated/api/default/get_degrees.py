from http import HTTPStatus
from typing import Any, cast
from urllib.parse import quote

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.degrees import Degrees
from ...models.get_degrees_direction import (
    GetDegreesDirection,
)
from ...models.problem import Problem
from ...types import UNSET, Response, Unset


def _get_kwargs(
    id: str,
    *,
    direction: GetDegreesDirection | Unset = "any",
    examples: int | Unset = 5,
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

    params["examples"] = examples

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/v1/items/{id}/degrees".format(
            id=quote(str(id), safe=""),
        ),
        "params": params,
    }

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Any | Degrees | Problem | None:
    if response.status_code == 200:
        response_200 = Degrees.from_dict(response.json())

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
) -> Response[Any | Degrees | Problem]:
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
    direction: GetDegreesDirection | Unset = "any",
    examples: int | Unset = 5,
    cartway_generation: str | Unset = UNSET,
) -> Response[Any | Degrees | Problem]:
    """How far everything else is

     How many items are one, two, three … steps away from an item, and some of the farthest.

    Args:
        id (str):
        direction (GetDegreesDirection | Unset):  Default: 'any'.
        examples (int | Unset):  Default: 5.
        cartway_generation (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Any | Degrees | Problem]
    """

    kwargs = _get_kwargs(
        id=id,
        direction=direction,
        examples=examples,
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
    direction: GetDegreesDirection | Unset = "any",
    examples: int | Unset = 5,
    cartway_generation: str | Unset = UNSET,
) -> Any | Degrees | Problem | None:
    """How far everything else is

     How many items are one, two, three … steps away from an item, and some of the farthest.

    Args:
        id (str):
        direction (GetDegreesDirection | Unset):  Default: 'any'.
        examples (int | Unset):  Default: 5.
        cartway_generation (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Any | Degrees | Problem
    """

    return sync_detailed(
        id=id,
        client=client,
        direction=direction,
        examples=examples,
        cartway_generation=cartway_generation,
    ).parsed


async def asyncio_detailed(
    id: str,
    *,
    client: AuthenticatedClient | Client,
    direction: GetDegreesDirection | Unset = "any",
    examples: int | Unset = 5,
    cartway_generation: str | Unset = UNSET,
) -> Response[Any | Degrees | Problem]:
    """How far everything else is

     How many items are one, two, three … steps away from an item, and some of the farthest.

    Args:
        id (str):
        direction (GetDegreesDirection | Unset):  Default: 'any'.
        examples (int | Unset):  Default: 5.
        cartway_generation (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Any | Degrees | Problem]
    """

    kwargs = _get_kwargs(
        id=id,
        direction=direction,
        examples=examples,
        cartway_generation=cartway_generation,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    id: str,
    *,
    client: AuthenticatedClient | Client,
    direction: GetDegreesDirection | Unset = "any",
    examples: int | Unset = 5,
    cartway_generation: str | Unset = UNSET,
) -> Any | Degrees | Problem | None:
    """How far everything else is

     How many items are one, two, three … steps away from an item, and some of the farthest.

    Args:
        id (str):
        direction (GetDegreesDirection | Unset):  Default: 'any'.
        examples (int | Unset):  Default: 5.
        cartway_generation (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Any | Degrees | Problem
    """

    return (
        await asyncio_detailed(
            id=id,
            client=client,
            direction=direction,
            examples=examples,
            cartway_generation=cartway_generation,
        )
    ).parsed
