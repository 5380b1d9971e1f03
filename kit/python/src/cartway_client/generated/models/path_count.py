from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.count_is import CountIs, check_count_is

T = TypeVar("T", bound="PathCount")


@_attrs_define
class PathCount:
    """How many connections have one length.

    Attributes:
        hops (int): Their hops.
        count (str): How many there are: a string.
        count_is (CountIs): Whether a count is the number itself or a bound.
    """

    hops: int
    count: str
    count_is: CountIs
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        hops = self.hops

        count = self.count

        count_is: str = self.count_is

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "hops": hops,
                "count": count,
                "count_is": count_is,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        hops = d.pop("hops")

        count = d.pop("count")

        count_is = check_count_is(d.pop("count_is"))

        path_count = cls(
            hops=hops,
            count=count,
            count_is=count_is,
        )

        path_count.additional_properties = d
        return path_count

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
