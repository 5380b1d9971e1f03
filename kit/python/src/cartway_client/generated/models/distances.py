from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.method import Method, check_method

if TYPE_CHECKING:
    from ..models.distance import Distance


T = TypeVar("T", bound="Distances")


@_attrs_define
class Distances:
    """How far apart items are.

    Attributes:
        method (Method): How something was measured.
        items (int): Items of the largest component.
        samples (int): Items that the hops to all others were measured from.
        mean_hops (float): Mean hops between two items.
        pairs (list[Distance]): Pairs 1, 2, 3 ... hops apart.
    """

    method: Method
    items: int
    samples: int
    mean_hops: float
    pairs: list[Distance]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        method: str = self.method

        items = self.items

        samples = self.samples

        mean_hops = self.mean_hops

        pairs = []
        for pairs_item_data in self.pairs:
            pairs_item = pairs_item_data.to_dict()
            pairs.append(pairs_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "method": method,
                "items": items,
                "samples": samples,
                "mean_hops": mean_hops,
                "pairs": pairs,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.distance import Distance  # noqa: PLC0415

        d = dict(src_dict)
        method = check_method(d.pop("method"))

        items = d.pop("items")

        samples = d.pop("samples")

        mean_hops = d.pop("mean_hops")

        pairs = []
        _pairs = d.pop("pairs")
        for pairs_item_data in _pairs:
            pairs_item = Distance.from_dict(pairs_item_data)

            pairs.append(pairs_item)

        distances = cls(
            method=method,
            items=items,
            samples=samples,
            mean_hops=mean_hops,
            pairs=pairs,
        )

        distances.additional_properties = d
        return distances

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
