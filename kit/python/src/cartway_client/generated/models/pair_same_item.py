from __future__ import annotations

from collections.abc import Mapping
from typing import (
    Any,
    Literal,
    TypeVar,
    cast,
)

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="PairSameItem")


@_attrs_define
class PairSameItem:
    """Both ends are the same item.

    Attributes:
        status (Literal['same_item']):
        index (int): Place of the pair in the question, from 0.
        hops (int): 0.
        path (list[str]): Its id.
    """

    status: Literal["same_item"]
    index: int
    hops: int
    path: list[str]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        status = self.status

        index = self.index

        hops = self.hops

        path = self.path

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "status": status,
                "index": index,
                "hops": hops,
                "path": path,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        status = cast(Literal["same_item"], d.pop("status"))
        if status != "same_item":
            raise ValueError(f"status must match const 'same_item', got '{status}'")

        index = d.pop("index")

        hops = d.pop("hops")

        path = cast(list[str], d.pop("path"))

        pair_same_item = cls(
            status=status,
            index=index,
            hops=hops,
            path=path,
        )

        pair_same_item.additional_properties = d
        return pair_same_item

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
