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

from ..models.count_is import CountIs, check_count_is
from ..models.truncated_by import TruncatedBy, check_truncated_by

if TYPE_CHECKING:
    from ..models.card import Card
    from ..models.column import Column
    from ..models.graph_stamp import GraphStamp
    from ..models.hidden_by import HiddenBy
    from ..models.links_to import LinksTo
    from ..models.path import Path
    from ..models.path_count import PathCount
    from ..models.path_link import PathLink
    from ..models.paths_found_items import PathsFoundItems
    from ..models.request import Request
    from ..models.timing import Timing


T = TypeVar("T", bound="PathsFound")


@_attrs_define
class PathsFound:
    """There are connections.

    Attributes:
        status (Literal['found']):
        graph (GraphStamp): Which generation a body comes from.
        request (Request): The question with its defaults filled in.
        from_ (Card): What lets a reader recognise an item.
        to (Card): What lets a reader recognise an item.
        timing_ms (Timing): Milliseconds inside the process.
        links_to (LinksTo): Addresses that belong to an answer.
        hops (int): Hops of the shortest connections.
        shortest_path_count (str): How many of these there are: a string, since it may pass what a number holds.
        count_is (CountIs): Whether a count is the number itself or a bound.
        path_counts (list[PathCount]): How many there are of each length that was asked for and worked out, the shortest
            first.
        longer_complete (bool): Whether all lengths that were asked for were worked out: if not, the work allowed for
            one
            question ran out.
        paths_returned (int): Connections listed.
        truncated (bool): Whether there are, or may be, more than are listed.
        truncated_by (None | TruncatedBy):
        ranking (list[str]): What decides the order of the list, first things first.
        stops (list[str]): Ids of the stops on the way, in order.
        columns (list[Column]): How many items stand at each hop, and how many of them are in `items`.
        items (PathsFoundItems): Items by id. With stops a connection may pass an item twice; it stands here as in the
            first
            of its columns.
        links (list[PathLink]): Links of the shortest connections, and of the longer ones that are listed.
        paths (list[Path]): The best connections, best first.
        on_every_path (list[str]): Ids of the items between the ends that every shortest connection passes through.
        hidden_by (HiddenBy): The rules of the rebuild that may hide what an answer does not hold, by the names of its
            options;
            `null` where a rule kept nothing out of the graph, or nothing that matters here.
    """

    status: Literal["found"]
    graph: GraphStamp
    request: Request
    from_: Card
    to: Card
    timing_ms: Timing
    links_to: LinksTo
    hops: int
    shortest_path_count: str
    count_is: CountIs
    path_counts: list[PathCount]
    longer_complete: bool
    paths_returned: int
    truncated: bool
    truncated_by: None | TruncatedBy
    ranking: list[str]
    stops: list[str]
    columns: list[Column]
    items: PathsFoundItems
    links: list[PathLink]
    paths: list[Path]
    on_every_path: list[str]
    hidden_by: HiddenBy
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        status = self.status

        graph = self.graph.to_dict()

        request = self.request.to_dict()

        from_ = self.from_.to_dict()

        to = self.to.to_dict()

        timing_ms = self.timing_ms.to_dict()

        links_to = self.links_to.to_dict()

        hops = self.hops

        shortest_path_count = self.shortest_path_count

        count_is: str = self.count_is

        path_counts = []
        for path_counts_item_data in self.path_counts:
            path_counts_item = path_counts_item_data.to_dict()
            path_counts.append(path_counts_item)

        longer_complete = self.longer_complete

        paths_returned = self.paths_returned

        truncated = self.truncated

        truncated_by: None | str
        if isinstance(self.truncated_by, str):
            truncated_by = self.truncated_by
        else:
            truncated_by = self.truncated_by

        ranking = self.ranking

        stops = self.stops

        columns = []
        for columns_item_data in self.columns:
            columns_item = columns_item_data.to_dict()
            columns.append(columns_item)

        items = self.items.to_dict()

        links = []
        for links_item_data in self.links:
            links_item = links_item_data.to_dict()
            links.append(links_item)

        paths = []
        for paths_item_data in self.paths:
            paths_item = paths_item_data.to_dict()
            paths.append(paths_item)

        on_every_path = self.on_every_path

        hidden_by = self.hidden_by.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "status": status,
                "graph": graph,
                "request": request,
                "from": from_,
                "to": to,
                "timing_ms": timing_ms,
                "links_to": links_to,
                "hops": hops,
                "shortest_path_count": shortest_path_count,
                "count_is": count_is,
                "path_counts": path_counts,
                "longer_complete": longer_complete,
                "paths_returned": paths_returned,
                "truncated": truncated,
                "truncated_by": truncated_by,
                "ranking": ranking,
                "stops": stops,
                "columns": columns,
                "items": items,
                "links": links,
                "paths": paths,
                "on_every_path": on_every_path,
                "hidden_by": hidden_by,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.card import Card  # noqa: PLC0415
        from ..models.column import Column  # noqa: PLC0415
        from ..models.graph_stamp import GraphStamp  # noqa: PLC0415
        from ..models.hidden_by import HiddenBy  # noqa: PLC0415
        from ..models.links_to import LinksTo  # noqa: PLC0415
        from ..models.path import Path  # noqa: PLC0415
        from ..models.path_count import PathCount  # noqa: PLC0415
        from ..models.path_link import PathLink  # noqa: PLC0415
        from ..models.paths_found_items import PathsFoundItems  # noqa: PLC0415
        from ..models.request import Request  # noqa: PLC0415
        from ..models.timing import Timing  # noqa: PLC0415

        d = dict(src_dict)
        status = cast(Literal["found"], d.pop("status"))
        if status != "found":
            raise ValueError(f"status must match const 'found', got '{status}'")

        graph = GraphStamp.from_dict(d.pop("graph"))

        request = Request.from_dict(d.pop("request"))

        from_ = Card.from_dict(d.pop("from"))

        to = Card.from_dict(d.pop("to"))

        timing_ms = Timing.from_dict(d.pop("timing_ms"))

        links_to = LinksTo.from_dict(d.pop("links_to"))

        hops = d.pop("hops")

        shortest_path_count = d.pop("shortest_path_count")

        count_is = check_count_is(d.pop("count_is"))

        path_counts = []
        _path_counts = d.pop("path_counts")
        for path_counts_item_data in _path_counts:
            path_counts_item = PathCount.from_dict(path_counts_item_data)

            path_counts.append(path_counts_item)

        longer_complete = d.pop("longer_complete")

        paths_returned = d.pop("paths_returned")

        truncated = d.pop("truncated")

        def _parse_truncated_by(data: object) -> None | TruncatedBy:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                truncated_by_type_0 = check_truncated_by(data)

                return truncated_by_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | TruncatedBy, data)

        truncated_by = _parse_truncated_by(d.pop("truncated_by"))

        ranking = cast(list[str], d.pop("ranking"))

        stops = cast(list[str], d.pop("stops"))

        columns = []
        _columns = d.pop("columns")
        for columns_item_data in _columns:
            columns_item = Column.from_dict(columns_item_data)

            columns.append(columns_item)

        items = PathsFoundItems.from_dict(d.pop("items"))

        links = []
        _links = d.pop("links")
        for links_item_data in _links:
            links_item = PathLink.from_dict(links_item_data)

            links.append(links_item)

        paths = []
        _paths = d.pop("paths")
        for paths_item_data in _paths:
            paths_item = Path.from_dict(paths_item_data)

            paths.append(paths_item)

        on_every_path = cast(list[str], d.pop("on_every_path"))

        hidden_by = HiddenBy.from_dict(d.pop("hidden_by"))

        paths_found = cls(
            status=status,
            graph=graph,
            request=request,
            from_=from_,
            to=to,
            timing_ms=timing_ms,
            links_to=links_to,
            hops=hops,
            shortest_path_count=shortest_path_count,
            count_is=count_is,
            path_counts=path_counts,
            longer_complete=longer_complete,
            paths_returned=paths_returned,
            truncated=truncated,
            truncated_by=truncated_by,
            ranking=ranking,
            stops=stops,
            columns=columns,
            items=items,
            links=links,
            paths=paths,
            on_every_path=on_every_path,
            hidden_by=hidden_by,
        )

        paths_found.additional_properties = d
        return paths_found

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
