from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.bridging import Bridging
    from ..models.distances import Distances
    from ..models.far_pair import FarPair
    from ..models.graph_stamp import GraphStamp
    from ..models.surprising import Surprising


T = TypeVar("T", bound="Galleries")


@_attrs_define
class Galleries:
    """What is worth a look, of the largest component.

    Attributes:
        graph (GraphStamp): Which generation a body comes from.
        distances (Distances | None):
        longest_known (FarPair | None):
        far_pairs (list[FarPair]): Known items far apart, the farthest first.
        bridging (Bridging | None):
        surprising (list[Surprising]): Linked items of different categories.
    """

    graph: GraphStamp
    distances: Distances | None
    longest_known: FarPair | None
    far_pairs: list[FarPair]
    bridging: Bridging | None
    surprising: list[Surprising]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.bridging import Bridging  # noqa: PLC0415
        from ..models.distances import Distances  # noqa: PLC0415
        from ..models.far_pair import FarPair  # noqa: PLC0415

        graph = self.graph.to_dict()

        distances: dict[str, Any] | None
        if isinstance(self.distances, Distances):
            distances = self.distances.to_dict()
        else:
            distances = self.distances

        longest_known: dict[str, Any] | None
        if isinstance(self.longest_known, FarPair):
            longest_known = self.longest_known.to_dict()
        else:
            longest_known = self.longest_known

        far_pairs = []
        for far_pairs_item_data in self.far_pairs:
            far_pairs_item = far_pairs_item_data.to_dict()
            far_pairs.append(far_pairs_item)

        bridging: dict[str, Any] | None
        if isinstance(self.bridging, Bridging):
            bridging = self.bridging.to_dict()
        else:
            bridging = self.bridging

        surprising = []
        for surprising_item_data in self.surprising:
            surprising_item = surprising_item_data.to_dict()
            surprising.append(surprising_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "graph": graph,
                "distances": distances,
                "longest_known": longest_known,
                "far_pairs": far_pairs,
                "bridging": bridging,
                "surprising": surprising,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.bridging import Bridging  # noqa: PLC0415
        from ..models.distances import Distances  # noqa: PLC0415
        from ..models.far_pair import FarPair  # noqa: PLC0415
        from ..models.graph_stamp import GraphStamp  # noqa: PLC0415
        from ..models.surprising import Surprising  # noqa: PLC0415

        d = dict(src_dict)
        graph = GraphStamp.from_dict(d.pop("graph"))

        def _parse_distances(data: object) -> Distances | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                distances_type_0 = Distances.from_dict(data)

                return distances_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(Distances | None, data)

        distances = _parse_distances(d.pop("distances"))

        def _parse_longest_known(data: object) -> FarPair | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                longest_known_type_0 = FarPair.from_dict(data)

                return longest_known_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(FarPair | None, data)

        longest_known = _parse_longest_known(d.pop("longest_known"))

        far_pairs = []
        _far_pairs = d.pop("far_pairs")
        for far_pairs_item_data in _far_pairs:
            far_pairs_item = FarPair.from_dict(far_pairs_item_data)

            far_pairs.append(far_pairs_item)

        def _parse_bridging(data: object) -> Bridging | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                bridging_type_0 = Bridging.from_dict(data)

                return bridging_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(Bridging | None, data)

        bridging = _parse_bridging(d.pop("bridging"))

        surprising = []
        _surprising = d.pop("surprising")
        for surprising_item_data in _surprising:
            surprising_item = Surprising.from_dict(surprising_item_data)

            surprising.append(surprising_item)

        galleries = cls(
            graph=graph,
            distances=distances,
            longest_known=longest_known,
            far_pairs=far_pairs,
            bridging=bridging,
            surprising=surprising,
        )

        galleries.additional_properties = d
        return galleries

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
