from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="LinksTo")


@_attrs_define
class LinksTo:
    """Addresses that belong to an answer.

    Attributes:
        html (str):
        self_ (str):
        svg (str):
        png (str):
        reverse (str):
    """

    html: str
    self_: str
    svg: str
    png: str
    reverse: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        html = self.html

        self_ = self.self_

        svg = self.svg

        png = self.png

        reverse = self.reverse

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "html": html,
                "self": self_,
                "svg": svg,
                "png": png,
                "reverse": reverse,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        html = d.pop("html")

        self_ = d.pop("self")

        svg = d.pop("svg")

        png = d.pop("png")

        reverse = d.pop("reverse")

        links_to = cls(
            html=html,
            self_=self_,
            svg=svg,
            png=png,
            reverse=reverse,
        )

        links_to.additional_properties = d
        return links_to

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
