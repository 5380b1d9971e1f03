from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="Limits")


@_attrs_define
class Limits:
    """Most that one question may ask for.

    Attributes:
        k (int): Connections listed.
        max_hops (int): Longest connection, in hops.
        exclude (int): Items left out.
        via (int): Stops on the way.
        categories (int): Categories kept to, and categories left out.
        extra_hops (int): Hops beyond the shortest.
        search (int): Search results on a page.
        neighbours (int): Neighbours on a page.
        centre (int): Most central items on a page.
        between (int): Items in the middle between two.
        batch_pairs (int): Pairs in a batch.
    """

    k: int
    max_hops: int
    exclude: int
    via: int
    categories: int
    extra_hops: int
    search: int
    neighbours: int
    centre: int
    between: int
    batch_pairs: int
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        k = self.k

        max_hops = self.max_hops

        exclude = self.exclude

        via = self.via

        categories = self.categories

        extra_hops = self.extra_hops

        search = self.search

        neighbours = self.neighbours

        centre = self.centre

        between = self.between

        batch_pairs = self.batch_pairs

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "k": k,
                "max_hops": max_hops,
                "exclude": exclude,
                "via": via,
                "categories": categories,
                "extra_hops": extra_hops,
                "search": search,
                "neighbours": neighbours,
                "centre": centre,
                "between": between,
                "batch_pairs": batch_pairs,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        k = d.pop("k")

        max_hops = d.pop("max_hops")

        exclude = d.pop("exclude")

        via = d.pop("via")

        categories = d.pop("categories")

        extra_hops = d.pop("extra_hops")

        search = d.pop("search")

        neighbours = d.pop("neighbours")

        centre = d.pop("centre")

        between = d.pop("between")

        batch_pairs = d.pop("batch_pairs")

        limits = cls(
            k=k,
            max_hops=max_hops,
            exclude=exclude,
            via=via,
            categories=categories,
            extra_hops=extra_hops,
            search=search,
            neighbours=neighbours,
            centre=centre,
            between=between,
            batch_pairs=batch_pairs,
        )

        limits.additional_properties = d
        return limits

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
