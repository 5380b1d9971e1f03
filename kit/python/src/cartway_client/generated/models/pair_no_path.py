from __future__ import annotations

from collections.abc import Mapping
from typing import (
    TYPE_CHECKING,
    Any,
    Literal,
    TypeVar,
    cast,
)

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.no_path_reason import NoPathReason, check_no_path_reason

if TYPE_CHECKING:
    from ..models.hidden_by import HiddenBy


T = TypeVar("T", bound="PairNoPath")


@_attrs_define
class PairNoPath:
    """They are not connected.

    Attributes:
        status (Literal['no_path']):
        index (int): Place of the pair in the question, from 0.
        reason (NoPathReason):
        detail (str): Why, as a sentence.
        hidden_by (HiddenBy): The rules of the rebuild that may hide what an answer does not hold, by the names of its
            options;
            `null` where a rule kept nothing out of the graph, or nothing that matters here.
    """

    status: Literal["no_path"]
    index: int
    reason: NoPathReason
    detail: str
    hidden_by: HiddenBy
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        status = self.status

        index = self.index

        reason: str = self.reason

        detail = self.detail

        hidden_by = self.hidden_by.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "status": status,
                "index": index,
                "reason": reason,
                "detail": detail,
                "hidden_by": hidden_by,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.hidden_by import HiddenBy  # noqa: PLC0415

        d = dict(src_dict)
        status = cast(Literal["no_path"], d.pop("status"))
        if status != "no_path":
            raise ValueError(f"status must match const 'no_path', got '{status}'")

        index = d.pop("index")

        reason = check_no_path_reason(d.pop("reason"))

        detail = d.pop("detail")

        hidden_by = HiddenBy.from_dict(d.pop("hidden_by"))

        pair_no_path = cls(
            status=status,
            index=index,
            reason=reason,
            detail=detail,
            hidden_by=hidden_by,
        )

        pair_no_path.additional_properties = d
        return pair_no_path

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
