from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.method import Method, check_method

T = TypeVar("T", bound="Closeness")


@_attrs_define
class Closeness:
    """How closeness was measured.

    Attributes:
        method (Method): How something was measured.
        ranked (int): Items ranked: those of the largest component.
        samples (int): Items it was measured from.
        error_hops (float): No mean is off by more hops than this ...
        confidence (float): ... with at least this probability.
        diameter_at_most (int): No two of the items are further apart than this many hops.
    """

    method: Method
    ranked: int
    samples: int
    error_hops: float
    confidence: float
    diameter_at_most: int
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        method: str = self.method

        ranked = self.ranked

        samples = self.samples

        error_hops = self.error_hops

        confidence = self.confidence

        diameter_at_most = self.diameter_at_most

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "method": method,
                "ranked": ranked,
                "samples": samples,
                "error_hops": error_hops,
                "confidence": confidence,
                "diameter_at_most": diameter_at_most,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        method = check_method(d.pop("method"))

        ranked = d.pop("ranked")

        samples = d.pop("samples")

        error_hops = d.pop("error_hops")

        confidence = d.pop("confidence")

        diameter_at_most = d.pop("diameter_at_most")

        closeness = cls(
            method=method,
            ranked=ranked,
            samples=samples,
            error_hops=error_hops,
            confidence=confidence,
            diameter_at_most=diameter_at_most,
        )

        closeness.additional_properties = d
        return closeness

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
