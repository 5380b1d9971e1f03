from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="RegionCard")


@_attrs_define
class RegionCard:
    """A region where it is only named.

    Attributes:
        number (int): Its number in this generation.
        level (int): Its level, from 1 for the largest.
        name (str): What it is called.
        items (int): Items in it.
    """

    number: int
    level: int
    name: str
    items: int
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        number = self.number

        level = self.level

        name = self.name

        items = self.items

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "number": number,
                "level": level,
                "name": name,
                "items": items,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        number = d.pop("number")

        level = d.pop("level")

        name = d.pop("name")

        items = d.pop("items")

        region_card = cls(
            number=number,
            level=level,
            name=name,
            items=items,
        )

        region_card.additional_properties = d
        return region_card

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
