from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.pair_options import PairOptions


T = TypeVar("T", bound="PairQuestion")


@_attrs_define
class PairQuestion:
    """
    Attributes:
        from_ (str):
        to (str):
        options (PairOptions | Unset):
    """

    from_: str
    to: str
    options: PairOptions | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        from_ = self.from_

        to = self.to

        options: dict[str, Any] | Unset = UNSET
        if not isinstance(self.options, Unset):
            options = self.options.to_dict()

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "from": from_,
                "to": to,
            }
        )
        if options is not UNSET:
            field_dict["options"] = options

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.pair_options import PairOptions  # noqa: PLC0415

        d = dict(src_dict)
        from_ = d.pop("from")

        to = d.pop("to")

        _options = d.pop("options", UNSET)
        options: PairOptions | Unset
        if isinstance(_options, Unset):
            options = UNSET
        else:
            options = PairOptions.from_dict(_options)

        pair_question = cls(
            from_=from_,
            to=to,
            options=options,
        )

        return pair_question
