from http import HTTPStatus
from typing import Any, cast

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.get_map_direction import GetMapDirection
from ...models.map_ import Map
from ...models.problem import Problem
from ...types import UNSET, Response, Unset


def _get_kwargs(
    *,
    x: float | Unset = UNSET,
    y: float | Unset = UNSET,
    z: int | Unset = UNSET,
    width: int | Unset = 1000,
    height: int | Unset = 640,
    item: str | Unset = UNSET,
    from_: str | Unset = UNSET,
    to: str | Unset = UNSET,
    direction: GetMapDirection | Unset = "any",
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

    params["x"] = x

    params["y"] = y

    params["z"] = z

    params["width"] = width

    params["height"] = height

    params["item"] = item

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
        "url": "/v1/map",
        "params": params,
    }

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Any | Map | Problem | None:
    if response.status_code == 200:
        response_200 = Map.from_dict(response.json())

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
) -> Response[Any | Map | Problem]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient | Client,
    x: float | Unset = UNSET,
    y: float | Unset = UNSET,
    z: int | Unset = UNSET,
    width: int | Unset = 1000,
    height: int | Unset = 640,
    item: str | Unset = UNSET,
    from_: str | Unset = UNSET,
    to: str | Unset = UNSET,
    direction: GetMapDirection | Unset = "any",
    exclude: list[str] | Unset = UNSET,
    via: list[str] | Unset = UNSET,
    only_category: list[str] | Unset = UNSET,
    avoid_category: list[str] | Unset = UNSET,
    avoid_hubs: float | Unset = UNSET,
    max_hops: int | Unset = UNSET,
    extra_hops: int | Unset = 0,
    k: int | Unset = 20,
    cartway_generation: str | Unset = UNSET,
) -> Response[Any | Map | Problem]:
    """A view of the map

     The items in view, where they lie, the roads between them and the regions around; with a way between
    two items drawn on it, if that is asked for. x and y are units of the map, 1000 by 640.

    Args:
        x (float | Unset):
        y (float | Unset):
        z (int | Unset):
        width (int | Unset):  Default: 1000.
        height (int | Unset):  Default: 640.
        item (str | Unset):
        from_ (str | Unset):
        to (str | Unset):
        direction (GetMapDirection | Unset):  Default: 'any'.
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
        Response[Any | Map | Problem]
    """

    kwargs = _get_kwargs(
        x=x,
        y=y,
        z=z,
        width=width,
        height=height,
        item=item,
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
    x: float | Unset = UNSET,
    y: float | Unset = UNSET,
    z: int | Unset = UNSET,
    width: int | Unset = 1000,
    height: int | Unset = 640,
    item: str | Unset = UNSET,
    from_: str | Unset = UNSET,
    to: str | Unset = UNSET,
    direction: GetMapDirection | Unset = "any",
    exclude: list[str] | Unset = UNSET,
    via: list[str] | Unset = UNSET,
    only_category: list[str] | Unset = UNSET,
    avoid_category: list[str] | Unset = UNSET,
    avoid_hubs: float | Unset = UNSET,
    max_hops: int | Unset = UNSET,
    extra_hops: int | Unset = 0,
    k: int | Unset = 20,
    cartway_generation: str | Unset = UNSET,
) -> Any | Map | Problem | None:
    """A view of the map

     The items in view, where they lie, the roads between them and the regions around; with a way between
    two items drawn on it, if that is asked for. x and y are units of the map, 1000 by 640.

    Args:
        x (float | Unset):
        y (float | Unset):
        z (int | Unset):
        width (int | Unset):  Default: 1000.
        height (int | Unset):  Default: 640.
        item (str | Unset):
        from_ (str | Unset):
        to (str | Unset):
        direction (GetMapDirection | Unset):  Default: 'any'.
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
        Any | Map | Problem
    """

    return sync_detailed(
        client=client,
        x=x,
        y=y,
        z=z,
        width=width,
        height=height,
        item=item,
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
    x: float | Unset = UNSET,
    y: float | Unset = UNSET,
    z: int | Unset = UNSET,
    width: int | Unset = 1000,
    height: int | Unset = 640,
    item: str | Unset = UNSET,
    from_: str | Unset = UNSET,
    to: str | Unset = UNSET,
    direction: GetMapDirection | Unset = "any",
    exclude: list[str] | Unset = UNSET,
    via: list[str] | Unset = UNSET,
    only_category: list[str] | Unset = UNSET,
    avoid_category: list[str] | Unset = UNSET,
    avoid_hubs: float | Unset = UNSET,
    max_hops: int | Unset = UNSET,
    extra_hops: int | Unset = 0,
    k: int | Unset = 20,
    cartway_generation: str | Unset = UNSET,
) -> Response[Any | Map | Problem]:
    """A view of the map

     The items in view, where they lie, the roads between them and the regions around; with a way between
    two items drawn on it, if that is asked for. x and y are units of the map, 1000 by 640.

    Args:
        x (float | Unset):
        y (float | Unset):
        z (int | Unset):
        width (int | Unset):  Default: 1000.
        height (int | Unset):  Default: 640.
        item (str | Unset):
        from_ (str | Unset):
        to (str | Unset):
        direction (GetMapDirection | Unset):  Default: 'any'.
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
        Response[Any | Map | Problem]
    """

    kwargs = _get_kwargs(
        x=x,
        y=y,
        z=z,
        width=width,
        height=height,
        item=item,
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
    x: float | Unset = UNSET,
    y: float | Unset = UNSET,
    z: int | Unset = UNSET,
    width: int | Unset = 1000,
    height: int | Unset = 640,
    item: str | Unset = UNSET,
    from_: str | Unset = UNSET,
    to: str | Unset = UNSET,
    direction: GetMapDirection | Unset = "any",
    exclude: list[str] | Unset = UNSET,
    via: list[str] | Unset = UNSET,
    only_category: list[str] | Unset = UNSET,
    avoid_category: list[str] | Unset = UNSET,
    avoid_hubs: float | Unset = UNSET,
    max_hops: int | Unset = UNSET,
    extra_hops: int | Unset = 0,
    k: int | Unset = 20,
    cartway_generation: str | Unset = UNSET,
) -> Any | Map | Problem | None:
    """A view of the map

     The items in view, where they lie, the roads between them and the regions around; with a way between
    two items drawn on it, if that is asked for. x and y are units of the map, 1000 by 640.

    Args:
        x (float | Unset):
        y (float | Unset):
        z (int | Unset):
        width (int | Unset):  Default: 1000.
        height (int | Unset):  Default: 640.
        item (str | Unset):
        from_ (str | Unset):
        to (str | Unset):
        direction (GetMapDirection | Unset):  Default: 'any'.
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
        Any | Map | Problem
    """

    return (
        await asyncio_detailed(
            client=client,
            x=x,
            y=y,
            z=z,
            width=width,
            height=height,
            item=item,
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
