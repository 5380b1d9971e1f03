from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

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
        options (None | PairOptions | Unset):
    """

    from_: str
    to: str
    options: None | PairOptions | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        from ..models.pair_options import PairOptions  # noqa: PLC0415

        from_ = self.from_

        to = self.to

        options: dict[str, Any] | None | Unset
        if isinstance(self.options, Unset):
            options = UNSET
        elif isinstance(self.options, PairOptions):
            options = self.options.to_dict()
        else:
            options = self.options

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

        def _parse_options(data: object) -> None | PairOptions | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                options_type_1 = PairOptions.from_dict(data)

                return options_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | PairOptions | Unset, data)

        options = _parse_options(d.pop("options", UNSET))

        pair_question = cls(
            from_=from_,
            to=to,
            options=options,
        )

        return pair_question
