from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.map_item import MapItem


T = TypeVar("T", bound="Way")


@_attrs_define
class Way:
    """A connection on the map.

    Attributes:
        hops (int | None): Hops of the best connection; `null` where there is none.
        items (list[MapItem]): The items on it, from the first to the last.
        paths (str):
    """

    hops: int | None
    items: list[MapItem]
    paths: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        hops: int | None
        hops = self.hops

        items = []
        for items_item_data in self.items:
            items_item = items_item_data.to_dict()
            items.append(items_item)

        paths = self.paths

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "hops": hops,
                "items": items,
                "paths": paths,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.map_item import MapItem  # noqa: PLC0415

        d = dict(src_dict)

        def _parse_hops(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        hops = _parse_hops(d.pop("hops"))

        items = []
        _items = d.pop("items")
        for items_item_data in _items:
            items_item = MapItem.from_dict(items_item_data)

            items.append(items_item)

        paths = d.pop("paths")

        way = cls(
            hops=hops,
            items=items,
            paths=paths,
        )

        way.additional_properties = d
        return way

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
