from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="BetweenRequest")


@_attrs_define
class BetweenRequest:
    """The question with its defaults filled in.

    Attributes:
        a (str): Id of the one item.
        b (str): Id of the other item.
        exclude (list[str]): Ids left out.
        only_category (list[str]): Categories that may be passed; empty for any.
        avoid_category (list[str]): Categories that may not be passed.
        avoid_hubs (float | None): Items with more links than this percentile has may not be passed.
        limit (int): Items listed at most.
    """

    a: str
    b: str
    exclude: list[str]
    only_category: list[str]
    avoid_category: list[str]
    avoid_hubs: float | None
    limit: int
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        a = self.a

        b = self.b

        exclude = self.exclude

        only_category = self.only_category

        avoid_category = self.avoid_category

        avoid_hubs: float | None
        avoid_hubs = self.avoid_hubs

        limit = self.limit

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "a": a,
                "b": b,
                "exclude": exclude,
                "only_category": only_category,
                "avoid_category": avoid_category,
                "avoid_hubs": avoid_hubs,
                "limit": limit,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        a = d.pop("a")

        b = d.pop("b")

        exclude = cast(list[str], d.pop("exclude"))

        only_category = cast(list[str], d.pop("only_category"))

        avoid_category = cast(list[str], d.pop("avoid_category"))

        def _parse_avoid_hubs(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        avoid_hubs = _parse_avoid_hubs(d.pop("avoid_hubs"))

        limit = d.pop("limit")

        between_request = cls(
            a=a,
            b=b,
            exclude=exclude,
            only_category=only_category,
            avoid_category=avoid_category,
            avoid_hubs=avoid_hubs,
            limit=limit,
        )

        between_request.additional_properties = d
        return between_request

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
