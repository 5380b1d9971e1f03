from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define

from ..models.pair_options_direction import (
    PairOptionsDirection,
    check_pair_options_direction,
)
from ..types import UNSET, Unset

T = TypeVar("T", bound="PairOptions")


@_attrs_define
class PairOptions:
    """
    Attributes:
        direction (PairOptionsDirection | Unset): Which way links are walked: either way, or as bought, only from an
            item to those on its own list. Default: 'any'.
        exclude (list[str] | Unset): Ids of items that are not to be passed.
        via (list[str] | Unset): Ids of stops on the way, in this order; each part between two stops is a shortest one.
        only_category (list[str] | Unset): Only over items in any of these categories. A category holds all below it.
        avoid_category (list[str] | Unset): Not over items in these categories.
        avoid_hubs (float | Unset): Not over items with more links than this percentile has, as in 99.5.
        max_hops (int | Unset): No longer than this.
        k (int | Unset): How many of the best connections of each pair to list. All are counted. Default: 1.
    """

    direction: PairOptionsDirection | Unset = "any"
    exclude: list[str] | Unset = UNSET
    via: list[str] | Unset = UNSET
    only_category: list[str] | Unset = UNSET
    avoid_category: list[str] | Unset = UNSET
    avoid_hubs: float | Unset = UNSET
    max_hops: int | Unset = UNSET
    k: int | Unset = 1

    def to_dict(self) -> dict[str, Any]:
        direction: str | Unset = UNSET
        if not isinstance(self.direction, Unset):
            direction = self.direction

        exclude: list[str] | Unset = UNSET
        if not isinstance(self.exclude, Unset):
            exclude = self.exclude

        via: list[str] | Unset = UNSET
        if not isinstance(self.via, Unset):
            via = self.via

        only_category: list[str] | Unset = UNSET
        if not isinstance(self.only_category, Unset):
            only_category = self.only_category

        avoid_category: list[str] | Unset = UNSET
        if not isinstance(self.avoid_category, Unset):
            avoid_category = self.avoid_category

        avoid_hubs = self.avoid_hubs

        max_hops = self.max_hops

        k = self.k

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if direction is not UNSET:
            field_dict["direction"] = direction
        if exclude is not UNSET:
            field_dict["exclude"] = exclude
        if via is not UNSET:
            field_dict["via"] = via
        if only_category is not UNSET:
            field_dict["only_category"] = only_category
        if avoid_category is not UNSET:
            field_dict["avoid_category"] = avoid_category
        if avoid_hubs is not UNSET:
            field_dict["avoid_hubs"] = avoid_hubs
        if max_hops is not UNSET:
            field_dict["max_hops"] = max_hops
        if k is not UNSET:
            field_dict["k"] = k

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        _direction = d.pop("direction", UNSET)
        direction: PairOptionsDirection | Unset
        if isinstance(_direction, Unset):
            direction = UNSET
        else:
            direction = check_pair_options_direction(_direction)

        exclude = cast(list[str], d.pop("exclude", UNSET))

        via = cast(list[str], d.pop("via", UNSET))

        only_category = cast(list[str], d.pop("only_category", UNSET))

        avoid_category = cast(list[str], d.pop("avoid_category", UNSET))

        avoid_hubs = d.pop("avoid_hubs", UNSET)

        max_hops = d.pop("max_hops", UNSET)

        k = d.pop("k", UNSET)

        pair_options = cls(
            direction=direction,
            exclude=exclude,
            via=via,
            only_category=only_category,
            avoid_category=avoid_category,
            avoid_hubs=avoid_hubs,
            max_hops=max_hops,
            k=k,
        )

        return pair_options
