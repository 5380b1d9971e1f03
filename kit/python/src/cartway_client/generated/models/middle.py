from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.card import Card


T = TypeVar("T", bound="Middle")


@_attrs_define
class Middle:
    """One item in the middle.

    Attributes:
        item (Card): What lets a reader recognise an item.
        hops_from_a (int): Hops from `a`, along the connections whose middle this is.
        hops_from_b (int): Hops from `b`, along the same.
        share_of_paths (float): Share of these connections that pass through it, in 0 to 1.
        strength_share (float): Share of them that pass through it, where a connection counts as much as the product of
            the strengths of its links.
        path (list[str]): Ids of the best connection through it, from `a` to `b`.
        total_cost (float): Sum of −ln(strength) over its links: smaller is better.
    """

    item: Card
    hops_from_a: int
    hops_from_b: int
    share_of_paths: float
    strength_share: float
    path: list[str]
    total_cost: float
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        item = self.item.to_dict()

        hops_from_a = self.hops_from_a

        hops_from_b = self.hops_from_b

        share_of_paths = self.share_of_paths

        strength_share = self.strength_share

        path = self.path

        total_cost = self.total_cost

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "item": item,
                "hops_from_a": hops_from_a,
                "hops_from_b": hops_from_b,
                "share_of_paths": share_of_paths,
                "strength_share": strength_share,
                "path": path,
                "total_cost": total_cost,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.card import Card  # noqa: PLC0415

        d = dict(src_dict)
        item = Card.from_dict(d.pop("item"))

        hops_from_a = d.pop("hops_from_a")

        hops_from_b = d.pop("hops_from_b")

        share_of_paths = d.pop("share_of_paths")

        strength_share = d.pop("strength_share")

        path = cast(list[str], d.pop("path"))

        total_cost = d.pop("total_cost")

        middle = cls(
            item=item,
            hops_from_a=hops_from_a,
            hops_from_b=hops_from_b,
            share_of_paths=share_of_paths,
            strength_share=strength_share,
            path=path,
            total_cost=total_cost,
        )

        middle.additional_properties = d
        return middle

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
