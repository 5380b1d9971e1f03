from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="ItemLinks")


@_attrs_define
class ItemLinks:
    """Addresses that belong to an item.

    Attributes:
        html (str):
        neighbours (str):
        degrees (str):
    """

    html: str
    neighbours: str
    degrees: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        html = self.html

        neighbours = self.neighbours

        degrees = self.degrees

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "html": html,
                "neighbours": neighbours,
                "degrees": degrees,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        html = d.pop("html")

        neighbours = d.pop("neighbours")

        degrees = d.pop("degrees")

        item_links = cls(
            html=html,
            neighbours=neighbours,
            degrees=degrees,
        )

        item_links.additional_properties = d
        return item_links

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
