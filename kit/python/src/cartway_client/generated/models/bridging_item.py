from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.card import Card


T = TypeVar("T", bound="BridgingItem")


@_attrs_define
class BridgingItem:
    """An item that many ways lead over.

    Attributes:
        rank (int): 1 for the one that most ways lead over.
        share_of_pairs (float): Of all pairs of other items, the share whose way leads over it.
        item (Card): What lets a reader recognise an item.
    """

    rank: int
    share_of_pairs: float
    item: Card
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        rank = self.rank

        share_of_pairs = self.share_of_pairs

        item = self.item.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "rank": rank,
                "share_of_pairs": share_of_pairs,
                "item": item,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.card import Card  # noqa: PLC0415

        d = dict(src_dict)
        rank = d.pop("rank")

        share_of_pairs = d.pop("share_of_pairs")

        item = Card.from_dict(d.pop("item"))

        bridging_item = cls(
            rank=rank,
            share_of_pairs=share_of_pairs,
            item=item,
        )

        bridging_item.additional_properties = d
        return bridging_item

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
