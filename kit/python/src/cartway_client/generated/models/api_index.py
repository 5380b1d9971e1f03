from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.graph_stamp import GraphStamp
    from ..models.index_entry import IndexEntry
    from ..models.index_links import IndexLinks


T = TypeVar("T", bound="ApiIndex")


@_attrs_define
class ApiIndex:
    """What there is under `/v1`.

    Attributes:
        name (str): Name of the program.
        version (str): Its version.
        graph (GraphStamp): Which generation a body comes from.
        operations (list[IndexEntry]): What can be asked.
        links_to (IndexLinks): Addresses that belong to the API as a whole.
    """

    name: str
    version: str
    graph: GraphStamp
    operations: list[IndexEntry]
    links_to: IndexLinks
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        name = self.name

        version = self.version

        graph = self.graph.to_dict()

        operations = []
        for operations_item_data in self.operations:
            operations_item = operations_item_data.to_dict()
            operations.append(operations_item)

        links_to = self.links_to.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "name": name,
                "version": version,
                "graph": graph,
                "operations": operations,
                "links_to": links_to,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.graph_stamp import GraphStamp  # noqa: PLC0415
        from ..models.index_entry import IndexEntry  # noqa: PLC0415
        from ..models.index_links import IndexLinks  # noqa: PLC0415

        d = dict(src_dict)
        name = d.pop("name")

        version = d.pop("version")

        graph = GraphStamp.from_dict(d.pop("graph"))

        operations = []
        _operations = d.pop("operations")
        for operations_item_data in _operations:
            operations_item = IndexEntry.from_dict(operations_item_data)

            operations.append(operations_item)

        links_to = IndexLinks.from_dict(d.pop("links_to"))

        api_index = cls(
            name=name,
            version=version,
            graph=graph,
            operations=operations,
            links_to=links_to,
        )

        api_index.additional_properties = d
        return api_index

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
