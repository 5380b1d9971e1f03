from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.method import Method, check_method

if TYPE_CHECKING:
    from ..models.bridging_item import BridgingItem


T = TypeVar("T", bound="Bridging")


@_attrs_define
class Bridging:
    """Items that most ways lead over.

    Attributes:
        method (Method): How something was measured.
        items (int): Items of the largest component.
        samples (int): Items that the ways to all others were followed from.
        most (list[BridgingItem]): That most ways lead over first.
    """

    method: Method
    items: int
    samples: int
    most: list[BridgingItem]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        method: str = self.method

        items = self.items

        samples = self.samples

        most = []
        for most_item_data in self.most:
            most_item = most_item_data.to_dict()
            most.append(most_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "method": method,
                "items": items,
                "samples": samples,
                "most": most,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.bridging_item import BridgingItem  # noqa: PLC0415

        d = dict(src_dict)
        method = check_method(d.pop("method"))

        items = d.pop("items")

        samples = d.pop("samples")

        most = []
        _most = d.pop("most")
        for most_item_data in _most:
            most_item = BridgingItem.from_dict(most_item_data)

            most.append(most_item)

        bridging = cls(
            method=method,
            items=items,
            samples=samples,
            most=most,
        )

        bridging.additional_properties = d
        return bridging

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
