from http import HTTPStatus
from typing import Any, cast

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.connect_direction import ConnectDirection
from ...models.paths_found import PathsFound
from ...models.paths_no_path import PathsNoPath
from ...models.paths_same_item import PathsSameItem
from ...models.problem import Problem
from ...types import UNSET, Response, Unset


def _get_kwargs(
    *,
    from_: str,
    to: str,
    direction: ConnectDirection | Unset = "any",
    exclude: list[str] | Unset = UNSET,
    via: list[str] | Unset = UNSET,
    only_category: list[str] | Unset = UNSET,
    avoid_category: list[str] | Unset = UNSET,
    avoid_hubs: float | Unset = UNSET,
    max_hops: int | Unset = UNSET,
    extra_hops: int | Unset = 0,
    k: int | Unset = 20,
    cartway_generation: str | Unset = UNSET,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}
    if not isinstance(cartway_generation, Unset):
        headers["Cartway-Generation"] = cartway_generation

    params: dict[str, Any] = {}

    params["from"] = from_

    params["to"] = to

    json_direction: str | Unset = UNSET
    if not isinstance(direction, Unset):
        json_direction = direction

    params["direction"] = json_direction

    json_exclude: list[str] | Unset = UNSET
    if not isinstance(exclude, Unset):
        json_exclude = exclude

    params["exclude"] = json_exclude

    json_via: list[str] | Unset = UNSET
    if not isinstance(via, Unset):
        json_via = via

    params["via"] = json_via

    json_only_category: list[str] | Unset = UNSET
    if not isinstance(only_category, Unset):
        json_only_category = only_category

    params["only_category"] = json_only_category

    json_avoid_category: list[str] | Unset = UNSET
    if not isinstance(avoid_category, Unset):
        json_avoid_category = avoid_category

    params["avoid_category"] = json_avoid_category

    params["avoid_hubs"] = avoid_hubs

    params["max_hops"] = max_hops

    params["extra_hops"] = extra_hops

    params["k"] = k

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/v1/paths",
        "params": params,
    }

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Any | PathsFound | PathsNoPath | PathsSameItem | Problem | None:
    if response.status_code == 200:

        def _parse_response_200(
            data: object,
        ) -> PathsFound | PathsNoPath | PathsSameItem:
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_paths_type_0 = PathsFound.from_dict(data)

                return componentsschemas_paths_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_paths_type_1 = PathsSameItem.from_dict(data)

                return componentsschemas_paths_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            if not isinstance(data, dict):
                raise TypeError()
            componentsschemas_paths_type_2 = PathsNoPath.from_dict(data)

            return componentsschemas_paths_type_2

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
) -> Response[Any | PathsFound | PathsNoPath | PathsSameItem | Problem]:
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
    direction: ConnectDirection | Unset = "any",
    exclude: list[str] | Unset = UNSET,
    via: list[str] | Unset = UNSET,
    only_category: list[str] | Unset = UNSET,
    avoid_category: list[str] | Unset = UNSET,
    avoid_hubs: float | Unset = UNSET,
    max_hops: int | Unset = UNSET,
    extra_hops: int | Unset = 0,
    k: int | Unset = 20,
    cartway_generation: str | Unset = UNSET,
) -> Response[Any | PathsFound | PathsNoPath | PathsSameItem | Problem]:
    """Connect two items

     Every shortest connection between two items: how many there are, the best of them ranked, and why
    each step is one. That there is none is an answer too, with a reason.

    Args:
        from_ (str):
        to (str):
        direction (ConnectDirection | Unset):  Default: 'any'.
        exclude (list[str] | Unset):
        via (list[str] | Unset):
        only_category (list[str] | Unset):
        avoid_category (list[str] | Unset):
        avoid_hubs (float | Unset):
        max_hops (int | Unset):
        extra_hops (int | Unset):  Default: 0.
        k (int | Unset):  Default: 20.
        cartway_generation (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Any | PathsFound | PathsNoPath | PathsSameItem | Problem]
    """

    kwargs = _get_kwargs(
        from_=from_,
        to=to,
        direction=direction,
        exclude=exclude,
        via=via,
        only_category=only_category,
        avoid_category=avoid_category,
        avoid_hubs=avoid_hubs,
        max_hops=max_hops,
        extra_hops=extra_hops,
        k=k,
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
    direction: ConnectDirection | Unset = "any",
    exclude: list[str] | Unset = UNSET,
    via: list[str] | Unset = UNSET,
    only_category: list[str] | Unset = UNSET,
    avoid_category: list[str] | Unset = UNSET,
    avoid_hubs: float | Unset = UNSET,
    max_hops: int | Unset = UNSET,
    extra_hops: int | Unset = 0,
    k: int | Unset = 20,
    cartway_generation: str | Unset = UNSET,
) -> Any | PathsFound | PathsNoPath | PathsSameItem | Problem | None:
    """Connect two items

     Every shortest connection between two items: how many there are, the best of them ranked, and why
    each step is one. That there is none is an answer too, with a reason.

    Args:
        from_ (str):
        to (str):
        direction (ConnectDirection | Unset):  Default: 'any'.
        exclude (list[str] | Unset):
        via (list[str] | Unset):
        only_category (list[str] | Unset):
        avoid_category (list[str] | Unset):
        avoid_hubs (float | Unset):
        max_hops (int | Unset):
        extra_hops (int | Unset):  Default: 0.
        k (int | Unset):  Default: 20.
        cartway_generation (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Any | PathsFound | PathsNoPath | PathsSameItem | Problem
    """

    return sync_detailed(
        client=client,
        from_=from_,
        to=to,
        direction=direction,
        exclude=exclude,
        via=via,
        only_category=only_category,
        avoid_category=avoid_category,
        avoid_hubs=avoid_hubs,
        max_hops=max_hops,
        extra_hops=extra_hops,
        k=k,
        cartway_generation=cartway_generation,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient | Client,
    from_: str,
    to: str,
    direction: ConnectDirection | Unset = "any",
    exclude: list[str] | Unset = UNSET,
    via: list[str] | Unset = UNSET,
    only_category: list[str] | Unset = UNSET,
    avoid_category: list[str] | Unset = UNSET,
    avoid_hubs: float | Unset = UNSET,
    max_hops: int | Unset = UNSET,
    extra_hops: int | Unset = 0,
    k: int | Unset = 20,
    cartway_generation: str | Unset = UNSET,
) -> Response[Any | PathsFound | PathsNoPath | PathsSameItem | Problem]:
    """Connect two items

     Every shortest connection between two items: how many there are, the best of them ranked, and why
    each step is one. That there is none is an answer too, with a reason.

    Args:
        from_ (str):
        to (str):
        direction (ConnectDirection | Unset):  Default: 'any'.
        exclude (list[str] | Unset):
        via (list[str] | Unset):
        only_category (list[str] | Unset):
        avoid_category (list[str] | Unset):
        avoid_hubs (float | Unset):
        max_hops (int | Unset):
        extra_hops (int | Unset):  Default: 0.
        k (int | Unset):  Default: 20.
        cartway_generation (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Any | PathsFound | PathsNoPath | PathsSameItem | Problem]
    """

    kwargs = _get_kwargs(
        from_=from_,
        to=to,
        direction=direction,
        exclude=exclude,
        via=via,
        only_category=only_category,
        avoid_category=avoid_category,
        avoid_hubs=avoid_hubs,
        max_hops=max_hops,
        extra_hops=extra_hops,
        k=k,
        cartway_generation=cartway_generation,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient | Client,
    from_: str,
    to: str,
    direction: ConnectDirection | Unset = "any",
    exclude: list[str] | Unset = UNSET,
    via: list[str] | Unset = UNSET,
    only_category: list[str] | Unset = UNSET,
    avoid_category: list[str] | Unset = UNSET,
    avoid_hubs: float | Unset = UNSET,
    max_hops: int | Unset = UNSET,
    extra_hops: int | Unset = 0,
    k: int | Unset = 20,
    cartway_generation: str | Unset = UNSET,
) -> Any | PathsFound | PathsNoPath | PathsSameItem | Problem | None:
    """Connect two items

     Every shortest connection between two items: how many there are, the best of them ranked, and why
    each step is one. That there is none is an answer too, with a reason.

    Args:
        from_ (str):
        to (str):
        direction (ConnectDirection | Unset):  Default: 'any'.
        exclude (list[str] | Unset):
        via (list[str] | Unset):
        only_category (list[str] | Unset):
        avoid_category (list[str] | Unset):
        avoid_hubs (float | Unset):
        max_hops (int | Unset):
        extra_hops (int | Unset):  Default: 0.
        k (int | Unset):  Default: 20.
        cartway_generation (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Any | PathsFound | PathsNoPath | PathsSameItem | Problem
    """

    return (
        await asyncio_detailed(
            client=client,
            from_=from_,
            to=to,
            direction=direction,
            exclude=exclude,
            via=via,
            only_category=only_category,
            avoid_category=avoid_category,
            avoid_hubs=avoid_hubs,
            max_hops=max_hops,
            extra_hops=extra_hops,
            k=k,
            cartway_generation=cartway_generation,
        )
    ).parsed
