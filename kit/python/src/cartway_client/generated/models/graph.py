from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.card import Card
    from ..models.category import Category
    from ..models.central_item import CentralItem
    from ..models.closeness import Closeness
    from ..models.component_sizes import ComponentSizes
    from ..models.degree_band import DegreeBand
    from ..models.graph_counts import GraphCounts
    from ..models.graph_options import GraphOptions
    from ..models.limits import Limits
    from ..models.main_component import MainComponent


T = TypeVar("T", bound="Graph")


@_attrs_define
class Graph:
    """What a catalogue is.

    Attributes:
        version (str): What the generation goes by: made of its contents, so the same on every server that has it.
        built_at (datetime.datetime): When its rebuild finished.
        note (None | str): What the operator says of these data.
        items (int): Items in all.
        links (int): Links in all.
        counted (bool): Whether links were counted from orders.
        measure (str): What decides strongest.
        main_component (MainComponent | None):
        limits (Limits): Most that one question may ask for.
        categories (list[Category]): Categories: the top level first, of each level the largest first.
        components (list[ComponentSizes]): Number of components of each size, largest first.
        degrees (list[DegreeBand]): Number of items by number of links.
        counts (GraphCounts): What the rebuild counted.
        options (GraphOptions): What the rebuild was asked for.
        warnings (list[str]): What the operator should know.
        popular (list[Card]): The most popular items.
        closeness (Closeness | None):
        central (list[CentralItem]): The items nearest to all others, the centre first.
        regions (list[int]): How many regions the map has, level after level, the largest first; none without a map.
    """

    version: str
    built_at: datetime.datetime
    note: None | str
    items: int
    links: int
    counted: bool
    measure: str
    main_component: MainComponent | None
    limits: Limits
    categories: list[Category]
    components: list[ComponentSizes]
    degrees: list[DegreeBand]
    counts: GraphCounts
    options: GraphOptions
    warnings: list[str]
    popular: list[Card]
    closeness: Closeness | None
    central: list[CentralItem]
    regions: list[int]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.closeness import Closeness  # noqa: PLC0415
        from ..models.main_component import MainComponent  # noqa: PLC0415

        version = self.version

        built_at = self.built_at.isoformat()

        note: None | str
        note = self.note

        items = self.items

        links = self.links

        counted = self.counted

        measure = self.measure

        main_component: dict[str, Any] | None
        if isinstance(self.main_component, MainComponent):
            main_component = self.main_component.to_dict()
        else:
            main_component = self.main_component

        limits = self.limits.to_dict()

        categories = []
        for categories_item_data in self.categories:
            categories_item = categories_item_data.to_dict()
            categories.append(categories_item)

        components = []
        for components_item_data in self.components:
            components_item = components_item_data.to_dict()
            components.append(components_item)

        degrees = []
        for degrees_item_data in self.degrees:
            degrees_item = degrees_item_data.to_dict()
            degrees.append(degrees_item)

        counts = self.counts.to_dict()

        options = self.options.to_dict()

        warnings = self.warnings

        popular = []
        for popular_item_data in self.popular:
            popular_item = popular_item_data.to_dict()
            popular.append(popular_item)

        closeness: dict[str, Any] | None
        if isinstance(self.closeness, Closeness):
            closeness = self.closeness.to_dict()
        else:
            closeness = self.closeness

        central = []
        for central_item_data in self.central:
            central_item = central_item_data.to_dict()
            central.append(central_item)

        regions = self.regions

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "version": version,
                "built_at": built_at,
                "note": note,
                "items": items,
                "links": links,
                "counted": counted,
                "measure": measure,
                "main_component": main_component,
                "limits": limits,
                "categories": categories,
                "components": components,
                "degrees": degrees,
                "counts": counts,
                "options": options,
                "warnings": warnings,
                "popular": popular,
                "closeness": closeness,
                "central": central,
                "regions": regions,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.card import Card  # noqa: PLC0415
        from ..models.category import Category  # noqa: PLC0415
        from ..models.central_item import CentralItem  # noqa: PLC0415
        from ..models.closeness import Closeness  # noqa: PLC0415
        from ..models.component_sizes import ComponentSizes  # noqa: PLC0415
        from ..models.degree_band import DegreeBand  # noqa: PLC0415
        from ..models.graph_counts import GraphCounts  # noqa: PLC0415
        from ..models.graph_options import GraphOptions  # noqa: PLC0415
        from ..models.limits import Limits  # noqa: PLC0415
        from ..models.main_component import MainComponent  # noqa: PLC0415

        d = dict(src_dict)
        version = d.pop("version")

        built_at = datetime.datetime.fromisoformat(d.pop("built_at"))

        def _parse_note(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        note = _parse_note(d.pop("note"))

        items = d.pop("items")

        links = d.pop("links")

        counted = d.pop("counted")

        measure = d.pop("measure")

        def _parse_main_component(data: object) -> MainComponent | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                main_component_type_0 = MainComponent.from_dict(data)

                return main_component_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(MainComponent | None, data)

        main_component = _parse_main_component(d.pop("main_component"))

        limits = Limits.from_dict(d.pop("limits"))

        categories = []
        _categories = d.pop("categories")
        for categories_item_data in _categories:
            categories_item = Category.from_dict(categories_item_data)

            categories.append(categories_item)

        components = []
        _components = d.pop("components")
        for components_item_data in _components:
            components_item = ComponentSizes.from_dict(components_item_data)

            components.append(components_item)

        degrees = []
        _degrees = d.pop("degrees")
        for degrees_item_data in _degrees:
            degrees_item = DegreeBand.from_dict(degrees_item_data)

            degrees.append(degrees_item)

        counts = GraphCounts.from_dict(d.pop("counts"))

        options = GraphOptions.from_dict(d.pop("options"))

        warnings = cast(list[str], d.pop("warnings"))

        popular = []
        _popular = d.pop("popular")
        for popular_item_data in _popular:
            popular_item = Card.from_dict(popular_item_data)

            popular.append(popular_item)

        def _parse_closeness(data: object) -> Closeness | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                closeness_type_0 = Closeness.from_dict(data)

                return closeness_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(Closeness | None, data)

        closeness = _parse_closeness(d.pop("closeness"))

        central = []
        _central = d.pop("central")
        for central_item_data in _central:
            central_item = CentralItem.from_dict(central_item_data)

            central.append(central_item)

        regions = cast(list[int], d.pop("regions"))

        graph = cls(
            version=version,
            built_at=built_at,
            note=note,
            items=items,
            links=links,
            counted=counted,
            measure=measure,
            main_component=main_component,
            limits=limits,
            categories=categories,
            components=components,
            degrees=degrees,
            counts=counts,
            options=options,
            warnings=warnings,
            popular=popular,
            closeness=closeness,
            central=central,
            regions=regions,
        )

        graph.additional_properties = d
        return graph

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
