from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.card import Card
    from ..models.pair_links import PairLinks


T = TypeVar("T", bound="Pair")


@_attrs_define
class Pair:
    """Two items worth connecting.

    Attributes:
        from_ (Card): What lets a reader recognise an item.
        to (Card): What lets a reader recognise an item.
        links_to (PairLinks): Addresses that belong to a pair.
    """

    from_: Card
    to: Card
    links_to: PairLinks
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from_ = self.from_.to_dict()

        to = self.to.to_dict()

        links_to = self.links_to.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "from": from_,
                "to": to,
                "links_to": links_to,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.card import Card  # noqa: PLC0415
        from ..models.pair_links import PairLinks  # noqa: PLC0415

        d = dict(src_dict)
        from_ = Card.from_dict(d.pop("from"))

        to = Card.from_dict(d.pop("to"))

        links_to = PairLinks.from_dict(d.pop("links_to"))

        pair = cls(
            from_=from_,
            to=to,
            links_to=links_to,
        )

        pair.additional_properties = d
        return pair

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
