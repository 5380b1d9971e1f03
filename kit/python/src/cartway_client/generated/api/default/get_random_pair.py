from http import HTTPStatus
from typing import Any

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.pair import Pair
from ...models.problem import Problem
from ...types import UNSET, Response, Unset


def _get_kwargs(
    *,
    category: str | Unset = UNSET,
    min_hops: int | Unset = UNSET,
    cartway_generation: str | Unset = UNSET,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}
    if not isinstance(cartway_generation, Unset):
        headers["Cartway-Generation"] = cartway_generation

    params: dict[str, Any] = {}

    params["category"] = category

    params["min_hops"] = min_hops

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/v1/random-pair",
        "params": params,
    }

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Pair | Problem | None:
    if response.status_code == 200:
        response_200 = Pair.from_dict(response.json())

        return response_200

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
) -> Response[Pair | Problem]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient | Client,
    category: str | Unset = UNSET,
    min_hops: int | Unset = UNSET,
    cartway_generation: str | Unset = UNSET,
) -> Response[Pair | Problem]:
    """A pair worth connecting

     Two well-known items that are connected, but not too closely; another pair each time.

    Args:
        category (str | Unset):
        min_hops (int | Unset):
        cartway_generation (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Pair | Problem]
    """

    kwargs = _get_kwargs(
        category=category,
        min_hops=min_hops,
        cartway_generation=cartway_generation,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    *,
    client: AuthenticatedClient | Client,
    category: str | Unset = UNSET,
    min_hops: int | Unset = UNSET,
    cartway_generation: str | Unset = UNSET,
) -> Pair | Problem | None:
    """A pair worth connecting

     Two well-known items that are connected, but not too closely; another pair each time.

    Args:
        category (str | Unset):
        min_hops (int | Unset):
        cartway_generation (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Pair | Problem
    """

    return sync_detailed(
        client=client,
        category=category,
        min_hops=min_hops,
        cartway_generation=cartway_generation,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient | Client,
    category: str | Unset = UNSET,
    min_hops: int | Unset = UNSET,
    cartway_generation: str | Unset = UNSET,
) -> Response[Pair | Problem]:
    """A pair worth connecting

     Two well-known items that are connected, but not too closely; another pair each time.

    Args:
        category (str | Unset):
        min_hops (int | Unset):
        cartway_generation (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Pair | Problem]
    """

    kwargs = _get_kwargs(
        category=category,
        min_hops=min_hops,
        cartway_generation=cartway_generation,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient | Client,
    category: str | Unset = UNSET,
    min_hops: int | Unset = UNSET,
    cartway_generation: str | Unset = UNSET,
) -> Pair | Problem | None:
    """A pair worth connecting

     Two well-known items that are connected, but not too closely; another pair each time.

    Args:
        category (str | Unset):
        min_hops (int | Unset):
        cartway_generation (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Pair | Problem
    """

    return (
        await asyncio_detailed(
            client=client,
            category=category,
            min_hops=min_hops,
            cartway_generation=cartway_generation,
        )
    ).parsed
