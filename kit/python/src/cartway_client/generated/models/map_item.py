from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.card import Card


T = TypeVar("T", bound="MapItem")


@_attrs_define
class MapItem:
    """An item on the map.

    Attributes:
        item (Card): What lets a reader recognise an item.
        x (float): Units from the left.
        y (float): Units from the top.
        z (int): How near one must be to see it.
        orders (int | None): Orders that hold it; `null` where links were given.
        links (int): Links in all.
        region (int): The number of the largest region it lies in.
    """

    item: Card
    x: float
    y: float
    z: int
    orders: int | None
    links: int
    region: int
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        item = self.item.to_dict()

        x = self.x

        y = self.y

        z = self.z

        orders: int | None
        orders = self.orders

        links = self.links

        region = self.region

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "item": item,
                "x": x,
                "y": y,
                "z": z,
                "orders": orders,
                "links": links,
                "region": region,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.card import Card  # noqa: PLC0415

        d = dict(src_dict)
        item = Card.from_dict(d.pop("item"))

        x = d.pop("x")

        y = d.pop("y")

        z = d.pop("z")

        def _parse_orders(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        orders = _parse_orders(d.pop("orders"))

        links = d.pop("links")

        region = d.pop("region")

        map_item = cls(
            item=item,
            x=x,
            y=y,
            z=z,
            orders=orders,
            links=links,
            region=region,
        )

        map_item.additional_properties = d
        return map_item

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
