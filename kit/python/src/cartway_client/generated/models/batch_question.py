from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.pair_options import PairOptions
    from ..models.pair_question import PairQuestion


T = TypeVar("T", bound="BatchQuestion")


@_attrs_define
class BatchQuestion:
    """
    Attributes:
        pairs (list[PairQuestion]):
        options (None | PairOptions | Unset):
        titles (bool | Unset): Whether to name the items of all connections, in “items”. Default: False.
    """

    pairs: list[PairQuestion]
    options: None | PairOptions | Unset = UNSET
    titles: bool | Unset = False

    def to_dict(self) -> dict[str, Any]:
        from ..models.pair_options import PairOptions  # noqa: PLC0415

        pairs = []
        for pairs_item_data in self.pairs:
            pairs_item = pairs_item_data.to_dict()
            pairs.append(pairs_item)

        options: dict[str, Any] | None | Unset
        if isinstance(self.options, Unset):
            options = UNSET
        elif isinstance(self.options, PairOptions):
            options = self.options.to_dict()
        else:
            options = self.options

        titles = self.titles

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "pairs": pairs,
            }
        )
        if options is not UNSET:
            field_dict["options"] = options
        if titles is not UNSET:
            field_dict["titles"] = titles

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.pair_options import PairOptions  # noqa: PLC0415
        from ..models.pair_question import PairQuestion  # noqa: PLC0415

        d = dict(src_dict)
        pairs = []
        _pairs = d.pop("pairs")
        for pairs_item_data in _pairs:
            pairs_item = PairQuestion.from_dict(pairs_item_data)

            pairs.append(pairs_item)

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

        titles = d.pop("titles", UNSET)

        batch_question = cls(
            pairs=pairs,
            options=options,
            titles=titles,
        )

        return batch_question
