from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.batch_items_type_0 import BatchItemsType0
    from ..models.graph_stamp import GraphStamp
    from ..models.pair_error import PairError
    from ..models.pair_found import PairFound
    from ..models.pair_no_path import PairNoPath
    from ..models.pair_same_item import PairSameItem
    from ..models.summary import Summary
    from ..models.timing import Timing


T = TypeVar("T", bound="Batch")


@_attrs_define
class Batch:
    """The body for one batch.

    Attributes:
        graph (GraphStamp): Which generation a body comes from.
        results (list[PairError | PairFound | PairNoPath | PairSameItem]): One for each pair, in the order asked.
        items (BatchItemsType0 | None): The items of all connections by id, where titles were asked for.
        summary (Summary): How many pairs came to what.
        timing_ms (Timing): Milliseconds inside the process.
    """

    graph: GraphStamp
    results: list[PairError | PairFound | PairNoPath | PairSameItem]
    items: BatchItemsType0 | None
    summary: Summary
    timing_ms: Timing
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.batch_items_type_0 import BatchItemsType0  # noqa: PLC0415
        from ..models.pair_found import PairFound  # noqa: PLC0415
        from ..models.pair_no_path import PairNoPath  # noqa: PLC0415
        from ..models.pair_same_item import PairSameItem  # noqa: PLC0415

        graph = self.graph.to_dict()

        results = []
        for results_item_data in self.results:
            results_item: dict[str, Any]
            if isinstance(results_item_data, PairFound):
                results_item = results_item_data.to_dict()
            elif isinstance(results_item_data, PairNoPath):
                results_item = results_item_data.to_dict()
            elif isinstance(results_item_data, PairSameItem):
                results_item = results_item_data.to_dict()
            else:
                results_item = results_item_data.to_dict()

            results.append(results_item)

        items: dict[str, Any] | None
        if isinstance(self.items, BatchItemsType0):
            items = self.items.to_dict()
        else:
            items = self.items

        summary = self.summary.to_dict()

        timing_ms = self.timing_ms.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "graph": graph,
                "results": results,
                "items": items,
                "summary": summary,
                "timing_ms": timing_ms,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.batch_items_type_0 import BatchItemsType0  # noqa: PLC0415
        from ..models.graph_stamp import GraphStamp  # noqa: PLC0415
        from ..models.pair_error import PairError  # noqa: PLC0415
        from ..models.pair_found import PairFound  # noqa: PLC0415
        from ..models.pair_no_path import PairNoPath  # noqa: PLC0415
        from ..models.pair_same_item import PairSameItem  # noqa: PLC0415
        from ..models.summary import Summary  # noqa: PLC0415
        from ..models.timing import Timing  # noqa: PLC0415

        d = dict(src_dict)
        graph = GraphStamp.from_dict(d.pop("graph"))

        results = []
        _results = d.pop("results")
        for results_item_data in _results:

            def _parse_results_item(
                data: object,
            ) -> PairError | PairFound | PairNoPath | PairSameItem:
                try:
                    if not isinstance(data, dict):
                        raise TypeError()
                    componentsschemas_pair_result_type_0 = PairFound.from_dict(data)

                    return componentsschemas_pair_result_type_0
                except (TypeError, ValueError, AttributeError, KeyError):
                    pass
                try:
                    if not isinstance(data, dict):
                        raise TypeError()
                    componentsschemas_pair_result_type_1 = PairNoPath.from_dict(data)

                    return componentsschemas_pair_result_type_1
                except (TypeError, ValueError, AttributeError, KeyError):
                    pass
                try:
                    if not isinstance(data, dict):
                        raise TypeError()
                    componentsschemas_pair_result_type_2 = PairSameItem.from_dict(data)

                    return componentsschemas_pair_result_type_2
                except (TypeError, ValueError, AttributeError, KeyError):
                    pass
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_pair_result_type_3 = PairError.from_dict(data)

                return componentsschemas_pair_result_type_3

            results_item = _parse_results_item(results_item_data)

            results.append(results_item)

        def _parse_items(data: object) -> BatchItemsType0 | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                items_type_0 = BatchItemsType0.from_dict(data)

                return items_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(BatchItemsType0 | None, data)

        items = _parse_items(d.pop("items"))

        summary = Summary.from_dict(d.pop("summary"))

        timing_ms = Timing.from_dict(d.pop("timing_ms"))

        batch = cls(
            graph=graph,
            results=results,
            items=items,
            summary=summary,
            timing_ms=timing_ms,
        )

        batch.additional_properties = d
        return batch

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
