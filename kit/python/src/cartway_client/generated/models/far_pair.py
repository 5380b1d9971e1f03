from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.card import Card


T = TypeVar("T", bound="FarPair")


@_attrs_define
class FarPair:
    """Two items with a long way between.

    Attributes:
        hops (int): Hops of the shortest connections.
        from_ (Card): What lets a reader recognise an item.
        to (Card): What lets a reader recognise an item.
    """

    hops: int
    from_: Card
    to: Card
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        hops = self.hops

        from_ = self.from_.to_dict()

        to = self.to.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "hops": hops,
                "from": from_,
                "to": to,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.card import Card  # noqa: PLC0415

        d = dict(src_dict)
        hops = d.pop("hops")

        from_ = Card.from_dict(d.pop("from"))

        to = Card.from_dict(d.pop("to"))

        far_pair = cls(
            hops=hops,
            from_=from_,
            to=to,
        )

        far_pair.additional_properties = d
        return far_pair

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
