from http import HTTPStatus
from typing import Any, cast

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.between_found import BetweenFound
from ...models.between_no_path import BetweenNoPath
from ...models.between_same_item import BetweenSameItem
from ...models.problem import Problem
from ...types import UNSET, Response, Unset


def _get_kwargs(
    *,
    from_: str,
    to: str,
    exclude: list[str] | Unset = UNSET,
    only_category: list[str] | Unset = UNSET,
    avoid_category: list[str] | Unset = UNSET,
    avoid_hubs: float | Unset = UNSET,
    limit: int | Unset = 10,
    cartway_generation: str | Unset = UNSET,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}
    if not isinstance(cartway_generation, Unset):
        headers["Cartway-Generation"] = cartway_generation

    params: dict[str, Any] = {}

    params["from"] = from_

    params["to"] = to

    json_exclude: list[str] | Unset = UNSET
    if not isinstance(exclude, Unset):
        json_exclude = exclude

    params["exclude"] = json_exclude

    json_only_category: list[str] | Unset = UNSET
    if not isinstance(only_category, Unset):
        json_only_category = only_category

    params["only_category"] = json_only_category

    json_avoid_category: list[str] | Unset = UNSET
    if not isinstance(avoid_category, Unset):
        json_avoid_category = avoid_category

    params["avoid_category"] = json_avoid_category

    params["avoid_hubs"] = avoid_hubs

    params["limit"] = limit

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/v1/between",
        "params": params,
    }

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Any | BetweenFound | BetweenNoPath | BetweenSameItem | Problem | None:
    if response.status_code == 200:

        def _parse_response_200(
            data: object,
        ) -> BetweenFound | BetweenNoPath | BetweenSameItem:
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_between_type_0 = BetweenFound.from_dict(data)

                return componentsschemas_between_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_between_type_1 = BetweenSameItem.from_dict(data)

                return componentsschemas_between_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            if not isinstance(data, dict):
                raise TypeError()
            componentsschemas_between_type_2 = BetweenNoPath.from_dict(data)

            return componentsschemas_between_type_2

        response_200 = _parse_response_200(response.json())

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
) -> Response[Any | BetweenFound | BetweenNoPath | BetweenSameItem | Problem]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient | Client,
    from_: str,
    to: str,
    exclude: list[str] | Unset = UNSET,
    only_category: list[str] | Unset = UNSET,
    avoid_category: list[str] | Unset = UNSET,
    avoid_hubs: float | Unset = UNSET,
    limit: int | Unset = 10,
    cartway_generation: str | Unset = UNSET,
) -> Response[Any | BetweenFound | BetweenNoPath | BetweenSameItem | Problem]:
    """What stands between two items

     The items in the middle between two, for a gift from who likes the one to who likes the other. Links
    are walked either way. The answer calls the two “a” and “b”.

    Args:
        from_ (str):
        to (str):
        exclude (list[str] | Unset):
        only_category (list[str] | Unset):
        avoid_category (list[str] | Unset):
        avoid_hubs (float | Unset):
        limit (int | Unset):  Default: 10.
        cartway_generation (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Any | BetweenFound | BetweenNoPath | BetweenSameItem | Problem]
    """

    kwargs = _get_kwargs(
        from_=from_,
        to=to,
        exclude=exclude,
        only_category=only_category,
        avoid_category=avoid_category,
        avoid_hubs=avoid_hubs,
        limit=limit,
        cartway_generation=cartway_generation,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    *,
    client: AuthenticatedClient | Client,
    from_: str,
    to: str,
    exclude: list[str] | Unset = UNSET,
    only_category: list[str] | Unset = UNSET,
    avoid_category: list[str] | Unset = UNSET,
    avoid_hubs: float | Unset = UNSET,
    limit: int | Unset = 10,
    cartway_generation: str | Unset = UNSET,
) -> Any | BetweenFound | BetweenNoPath | BetweenSameItem | Problem | None:
    """What stands between two items

     The items in the middle between two, for a gift from who likes the one to who likes the other. Links
    are walked either way. The answer calls the two “a” and “b”.

    Args:
        from_ (str):
        to (str):
        exclude (list[str] | Unset):
        only_category (list[str] | Unset):
        avoid_category (list[str] | Unset):
        avoid_hubs (float | Unset):
        limit (int | Unset):  Default: 10.
        cartway_generation (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Any | BetweenFound | BetweenNoPath | BetweenSameItem | Problem
    """

    return sync_detailed(
        client=client,
        from_=from_,
        to=to,
        exclude=exclude,
        only_category=only_category,
        avoid_category=avoid_category,
        avoid_hubs=avoid_hubs,
        limit=limit,
        cartway_generation=cartway_generation,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient | Client,
    from_: str,
    to: str,
    exclude: list[str] | Unset = UNSET,
    only_category: list[str] | Unset = UNSET,
    avoid_category: list[str] | Unset = UNSET,
    avoid_hubs: float | Unset = UNSET,
    limit: int | Unset = 10,
    cartway_generation: str | Unset = UNSET,
) -> Response[Any | BetweenFound | BetweenNoPath | BetweenSameItem | Problem]:
    """What stands between two items

     The items in the middle between two, for a gift from who likes the one to who likes the other. Links
    are walked either way. The answer calls the two “a” and “b”.

    Args:
        from_ (str):
        to (str):
        exclude (list[str] | Unset):
        only_category (list[str] | Unset):
        avoid_category (list[str] | Unset):
        avoid_hubs (float | Unset):
        limit (int | Unset):  Default: 10.
        cartway_generation (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Any | BetweenFound | BetweenNoPath | BetweenSameItem | Problem]
    """

    kwargs = _get_kwargs(
        from_=from_,
        to=to,
        exclude=exclude,
        only_category=only_category,
        avoid_category=avoid_category,
        avoid_hubs=avoid_hubs,
        limit=limit,
        cartway_generation=cartway_generation,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient | Client,
    from_: str,
    to: str,
    exclude: list[str] | Unset = UNSET,
    only_category: list[str] | Unset = UNSET,
    avoid_category: list[str] | Unset = UNSET,
    avoid_hubs: float | Unset = UNSET,
    limit: int | Unset = 10,
    cartway_generation: str | Unset = UNSET,
) -> Any | BetweenFound | BetweenNoPath | BetweenSameItem | Problem | None:
    """What stands between two items

     The items in the middle between two, for a gift from who likes the one to who likes the other. Links
    are walked either way. The answer calls the two “a” and “b”.

    Args:
        from_ (str):
        to (str):
        exclude (list[str] | Unset):
        only_category (list[str] | Unset):
        avoid_category (list[str] | Unset):
        avoid_hubs (float | Unset):
        limit (int | Unset):  Default: 10.
        cartway_generation (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Any | BetweenFound | BetweenNoPath | BetweenSameItem | Problem
    """

    return (
        await asyncio_detailed(
            client=client,
            from_=from_,
            to=to,
            exclude=exclude,
            only_category=only_category,
            avoid_category=avoid_category,
            avoid_hubs=avoid_hubs,
            limit=limit,
            cartway_generation=cartway_generation,
        )
    ).parsed
