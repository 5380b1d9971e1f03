from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="Searched")


@_attrs_define
class Searched:
    """How far a search looked.

    Attributes:
        items (int): Items reached from both ends together.
        forward (int): Items reached from the start.
        backward (int): Items reached from the end.
        arcs (int): Arcs touched.
    """

    items: int
    forward: int
    backward: int
    arcs: int
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        items = self.items

        forward = self.forward

        backward = self.backward

        arcs = self.arcs

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "items": items,
                "forward": forward,
                "backward": backward,
                "arcs": arcs,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        items = d.pop("items")

        forward = d.pop("forward")

        backward = d.pop("backward")

        arcs = d.pop("arcs")

        searched = cls(
            items=items,
            forward=forward,
            backward=backward,
            arcs=arcs,
        )

        searched.additional_properties = d
        return searched

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
