from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.direction import Direction, check_direction

T = TypeVar("T", bound="Request")


@_attrs_define
class Request:
    """The question with its defaults filled in.

    Attributes:
        from_ (str): Id of the start.
        to (str): Id of the end.
        direction (Direction):
        exclude (list[str]): Ids left out.
        via (list[str]): Ids of the stops on the way, in order.
        only_category (list[str]): The categories kept to; empty for any.
        avoid_category (list[str]): The categories left out.
        avoid_hubs (float | None): Items with more links than this percentile has are left out.
        max_hops (int | None): Longest connection accepted.
        extra_hops (int): Hops beyond the shortest that are asked for too.
        k (int): Connections listed at most.
    """

    from_: str
    to: str
    direction: Direction
    exclude: list[str]
    via: list[str]
    only_category: list[str]
    avoid_category: list[str]
    avoid_hubs: float | None
    max_hops: int | None
    extra_hops: int
    k: int
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from_ = self.from_

        to = self.to

        direction: str = self.direction

        exclude = self.exclude

        via = self.via

        only_category = self.only_category

        avoid_category = self.avoid_category

        avoid_hubs: float | None
        avoid_hubs = self.avoid_hubs

        max_hops: int | None
        max_hops = self.max_hops

        extra_hops = self.extra_hops

        k = self.k

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "from": from_,
                "to": to,
                "direction": direction,
                "exclude": exclude,
                "via": via,
                "only_category": only_category,
                "avoid_category": avoid_category,
                "avoid_hubs": avoid_hubs,
                "max_hops": max_hops,
                "extra_hops": extra_hops,
                "k": k,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        from_ = d.pop("from")

        to = d.pop("to")

        direction = check_direction(d.pop("direction"))

        exclude = cast(list[str], d.pop("exclude"))

        via = cast(list[str], d.pop("via"))

        only_category = cast(list[str], d.pop("only_category"))

        avoid_category = cast(list[str], d.pop("avoid_category"))

        def _parse_avoid_hubs(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        avoid_hubs = _parse_avoid_hubs(d.pop("avoid_hubs"))

        def _parse_max_hops(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        max_hops = _parse_max_hops(d.pop("max_hops"))

        extra_hops = d.pop("extra_hops")

        k = d.pop("k")

        request = cls(
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
        )

        request.additional_properties = d
        return request

    @property
    def additional_keys(self) -> list[str]:
        return list(self.additional_properties.keys())

    def __getitem__(self, key: str) -> Any:
        return self.additional_properties[key]

    def __setitem__(self, key: str, value: Any) -> None:
        self.additional_properties[key] = value

    def __delitem__(self, key: str) -> None:
        del self.additional_properties[key]

    def __contains__(self, key: str) -> bool:
        return key in self.additional_properties
