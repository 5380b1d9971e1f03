from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.listed import Listed, check_listed

T = TypeVar("T", bound="PathLink")


@_attrs_define
class PathLink:
    """One link on the way.

    Attributes:
        orders (int | None): Orders that hold both, where that is known.
        share_of_source_buyers (float | None): Those as a share of the orders with the source, where orders were
            counted.
        share_of_target_buyers (float | None): Those orders as a share of the orders with the other item.
        times_chance (float | None): How many times more often than by chance.
        strength (float): The measure the graph was made with.
        rank (int): The other item's place among the source's neighbours, strongest first.
        direction (Listed): Whose list a link stands on.
        from_ (str): Id of the earlier item.
        to (str): Id of the later item.
    """

    orders: int | None
    share_of_source_buyers: float | None
    share_of_target_buyers: float | None
    times_chance: float | None
    strength: float
    rank: int
    direction: Listed
    from_: str
    to: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        orders: int | None
        orders = self.orders

        share_of_source_buyers: float | None
        share_of_source_buyers = self.share_of_source_buyers

        share_of_target_buyers: float | None
        share_of_target_buyers = self.share_of_target_buyers

        times_chance: float | None
        times_chance = self.times_chance

        strength = self.strength

        rank = self.rank

        direction: str = self.direction

        from_ = self.from_

        to = self.to

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "orders": orders,
                "share_of_source_buyers": share_of_source_buyers,
                "share_of_target_buyers": share_of_target_buyers,
                "times_chance": times_chance,
                "strength": strength,
                "rank": rank,
                "direction": direction,
                "from": from_,
                "to": to,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)

        def _parse_orders(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        orders = _parse_orders(d.pop("orders"))

        def _parse_share_of_source_buyers(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        share_of_source_buyers = _parse_share_of_source_buyers(
            d.pop("share_of_source_buyers")
        )

        def _parse_share_of_target_buyers(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        share_of_target_buyers = _parse_share_of_target_buyers(
            d.pop("share_of_target_buyers")
        )

        def _parse_times_chance(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        times_chance = _parse_times_chance(d.pop("times_chance"))

        strength = d.pop("strength")

        rank = d.pop("rank")

        direction = check_listed(d.pop("direction"))

        from_ = d.pop("from")

        to = d.pop("to")

        path_link = cls(
            orders=orders,
            share_of_source_buyers=share_of_source_buyers,
            share_of_target_buyers=share_of_target_buyers,
            times_chance=times_chance,
            strength=strength,
            rank=rank,
            direction=direction,
            from_=from_,
            to=to,
        )

        path_link.additional_properties = d
        return path_link

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
