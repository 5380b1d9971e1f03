from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define

from ..models.pair_options_direction_type_1 import (
    PairOptionsDirectionType1,
    check_pair_options_direction_type_1,
)
from ..models.pair_options_direction_type_2_type_1 import (
    PairOptionsDirectionType2Type1,
    check_pair_options_direction_type_2_type_1,
)
from ..models.pair_options_direction_type_3_type_1 import (
    PairOptionsDirectionType3Type1,
    check_pair_options_direction_type_3_type_1,
)
from ..types import UNSET, Unset

T = TypeVar("T", bound="PairOptions")


@_attrs_define
class PairOptions:
    """
    Attributes:
        direction (None | PairOptionsDirectionType1 | PairOptionsDirectionType2Type1 | PairOptionsDirectionType3Type1 |
            Unset): Which way links are walked: either way, or as bought, only from an item to those on its own list.
            Default: 'any'.
        exclude (list[str] | None | Unset): Ids of items that are not to be passed.
        via (list[str] | None | Unset): Ids of stops on the way, in this order; each part between two stops is a
            shortest one.
        only_category (list[str] | None | Unset): Only over items in any of these categories. A category holds all below
            it.
        avoid_category (list[str] | None | Unset): Not over items in these categories.
        avoid_hubs (float | None | Unset): Not over items with more links than this percentile has, as in 99.5.
        max_hops (int | None | Unset): No longer than this.
        k (int | None | Unset): How many of the best connections of each pair to list. All are counted. Default: 1.
    """

    direction: (
        None
        | PairOptionsDirectionType1
        | PairOptionsDirectionType2Type1
        | PairOptionsDirectionType3Type1
        | Unset
    ) = "any"
    exclude: list[str] | None | Unset = UNSET
    via: list[str] | None | Unset = UNSET
    only_category: list[str] | None | Unset = UNSET
    avoid_category: list[str] | None | Unset = UNSET
    avoid_hubs: float | None | Unset = UNSET
    max_hops: int | None | Unset = UNSET
    k: int | None | Unset = 1

    def to_dict(self) -> dict[str, Any]:
        direction: None | str | Unset
        if isinstance(self.direction, Unset):
            direction = UNSET
        elif isinstance(self.direction, str):
            direction = self.direction
        elif isinstance(self.direction, str):
            direction = self.direction
        elif isinstance(self.direction, str):
            direction = self.direction
        else:
            direction = self.direction

        exclude: list[str] | None | Unset
        if isinstance(self.exclude, Unset):
            exclude = UNSET
        elif isinstance(self.exclude, list):
            exclude = self.exclude

        else:
            exclude = self.exclude

        via: list[str] | None | Unset
        if isinstance(self.via, Unset):
            via = UNSET
        elif isinstance(self.via, list):
            via = self.via

        else:
            via = self.via

        only_category: list[str] | None | Unset
        if isinstance(self.only_category, Unset):
            only_category = UNSET
        elif isinstance(self.only_category, list):
            only_category = self.only_category

        else:
            only_category = self.only_category

        avoid_category: list[str] | None | Unset
        if isinstance(self.avoid_category, Unset):
            avoid_category = UNSET
        elif isinstance(self.avoid_category, list):
            avoid_category = self.avoid_category

        else:
            avoid_category = self.avoid_category

        avoid_hubs: float | None | Unset
        if isinstance(self.avoid_hubs, Unset):
            avoid_hubs = UNSET
        else:
            avoid_hubs = self.avoid_hubs

        max_hops: int | None | Unset
        if isinstance(self.max_hops, Unset):
            max_hops = UNSET
        else:
            max_hops = self.max_hops

        k: int | None | Unset
        if isinstance(self.k, Unset):
            k = UNSET
        else:
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

        def _parse_direction(
            data: object,
        ) -> (
            None
            | PairOptionsDirectionType1
            | PairOptionsDirectionType2Type1
            | PairOptionsDirectionType3Type1
            | Unset
        ):
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                direction_type_1 = check_pair_options_direction_type_1(data)

                return direction_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, str):
                    raise TypeError()
                direction_type_2_type_1 = check_pair_options_direction_type_2_type_1(
                    data
                )

                return direction_type_2_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, str):
                    raise TypeError()
                direction_type_3_type_1 = check_pair_options_direction_type_3_type_1(
                    data
                )

                return direction_type_3_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(
                None
                | PairOptionsDirectionType1
                | PairOptionsDirectionType2Type1
                | PairOptionsDirectionType3Type1
                | Unset,
                data,
            )

        direction = _parse_direction(d.pop("direction", UNSET))

        def _parse_exclude(data: object) -> list[str] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                exclude_type_0 = cast(list[str], data)

                return exclude_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[str] | None | Unset, data)

        exclude = _parse_exclude(d.pop("exclude", UNSET))

        def _parse_via(data: object) -> list[str] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                via_type_0 = cast(list[str], data)

                return via_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[str] | None | Unset, data)

        via = _parse_via(d.pop("via", UNSET))

        def _parse_only_category(data: object) -> list[str] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                only_category_type_0 = cast(list[str], data)

                return only_category_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[str] | None | Unset, data)

        only_category = _parse_only_category(d.pop("only_category", UNSET))

        def _parse_avoid_category(data: object) -> list[str] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                avoid_category_type_0 = cast(list[str], data)

                return avoid_category_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[str] | None | Unset, data)

        avoid_category = _parse_avoid_category(d.pop("avoid_category", UNSET))

        def _parse_avoid_hubs(data: object) -> float | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | Unset, data)

        avoid_hubs = _parse_avoid_hubs(d.pop("avoid_hubs", UNSET))

        def _parse_max_hops(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        max_hops = _parse_max_hops(d.pop("max_hops", UNSET))

        def _parse_k(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        k = _parse_k(d.pop("k", UNSET))

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
