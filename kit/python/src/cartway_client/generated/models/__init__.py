"""Contains all the data models used in inputs/outputs"""

from .api_index import ApiIndex
from .batch import Batch
from .batch_items_type_0 import BatchItemsType0
from .batch_question import BatchQuestion
from .between_found import BetweenFound
from .between_found_items import BetweenFoundItems
from .between_links_to import BetweenLinksTo
from .between_no_path import BetweenNoPath
from .between_request import BetweenRequest
from .between_same_item import BetweenSameItem
from .border import Border
from .bridging import Bridging
from .bridging_item import BridgingItem
from .card import Card
from .category import Category
from .central_item import CentralItem
from .centre import Centre
from .closeness import Closeness
from .column import Column
from .component import Component
from .component_sizes import ComponentSizes
from .connect_direction import ConnectDirection
from .count_is import CountIs
from .degree_band import DegreeBand
from .degrees import Degrees
from .direction import Direction
from .distance import Distance
from .distances import Distances
from .evidence import Evidence
from .far import Far
from .far_pair import FarPair
from .galleries import Galleries
from .get_degrees_direction import GetDegreesDirection
from .get_map_direction import GetMapDirection
from .get_neighbours_direction import GetNeighboursDirection
from .get_neighbours_sort import GetNeighboursSort
from .graph import Graph
from .graph_counts import GraphCounts
from .graph_options import GraphOptions
from .graph_stamp import GraphStamp
from .hidden_by import HiddenBy
from .index_entry import IndexEntry
from .index_links import IndexLinks
from .item import Item
from .item_answer import ItemAnswer
from .item_links import ItemLinks
from .leg import Leg
from .level import Level
from .limits import Limits
from .link import Link
from .link_links import LinkLinks
from .links_to import LinksTo
from .list_direction import ListDirection
from .listed import Listed
from .main_component import MainComponent
from .map_ import Map
from .map_item import MapItem
from .map_links import MapLinks
from .map_region import MapRegion
from .method import Method
from .middle import Middle
from .named_item import NamedItem
from .neighbour import Neighbour
from .neighbour_sort import NeighbourSort
from .neighbours import Neighbours
from .no_middle_reason import NoMiddleReason
from .no_path_reason import NoPathReason
from .pair import Pair
from .pair_error import PairError
from .pair_found import PairFound
from .pair_links import PairLinks
from .pair_no_path import PairNoPath
from .pair_options import PairOptions
from .pair_options_direction_type_1 import PairOptionsDirectionType1
from .pair_options_direction_type_2_type_1 import PairOptionsDirectionType2Type1
from .pair_options_direction_type_3_type_1 import PairOptionsDirectionType3Type1
from .pair_path import PairPath
from .pair_question import PairQuestion
from .pair_same_item import PairSameItem
from .path import Path
from .path_count import PathCount
from .path_item import PathItem
from .path_link import PathLink
from .paths_found import PathsFound
from .paths_found_items import PathsFoundItems
from .paths_no_path import PathsNoPath
from .paths_same_item import PathsSameItem
from .problem import Problem
from .region import Region
from .region_card import RegionCard
from .region_links import RegionLinks
from .regions import Regions
from .request import Request
from .road import Road
from .search import Search
from .search_items_mode import SearchItemsMode
from .searched import Searched
from .suggestion import Suggestion
from .summary import Summary
from .surprising import Surprising
from .timing import Timing
from .truncated_by import TruncatedBy
from .way import Way

__all__ = (
    "ApiIndex",
    "Batch",
    "BatchItemsType0",
    "BatchQuestion",
    "BetweenFound",
    "BetweenFoundItems",
    "BetweenLinksTo",
    "BetweenNoPath",
    "BetweenRequest",
    "BetweenSameItem",
    "Border",
    "Bridging",
    "BridgingItem",
    "Card",
    "Category",
    "CentralItem",
    "Centre",
    "Closeness",
    "Column",
    "Component",
    "ComponentSizes",
    "ConnectDirection",
    "CountIs",
    "DegreeBand",
    "Degrees",
    "Direction",
    "Distance",
    "Distances",
    "Evidence",
    "Far",
    "FarPair",
    "Galleries",
    "GetDegreesDirection",
    "GetMapDirection",
    "GetNeighboursDirection",
    "GetNeighboursSort",
    "Graph",
    "GraphCounts",
    "GraphOptions",
    "GraphStamp",
    "HiddenBy",
    "IndexEntry",
    "IndexLinks",
    "Item",
    "ItemAnswer",
    "ItemLinks",
    "Leg",
    "Level",
    "Limits",
    "Link",
    "LinkLinks",
    "LinksTo",
    "ListDirection",
    "Listed",
    "MainComponent",
    "Map",
    "MapItem",
    "MapLinks",
    "MapRegion",
    "Method",
    "Middle",
    "NamedItem",
    "Neighbour",
    "Neighbours",
    "NeighbourSort",
    "NoMiddleReason",
    "NoPathReason",
    "Pair",
    "PairError",
    "PairFound",
    "PairLinks",
    "PairNoPath",
    "PairOptions",
    "PairOptionsDirectionType1",
    "PairOptionsDirectionType2Type1",
    "PairOptionsDirectionType3Type1",
    "PairPath",
    "PairQuestion",
    "PairSameItem",
    "Path",
    "PathCount",
    "PathItem",
    "PathLink",
    "PathsFound",
    "PathsFoundItems",
    "PathsNoPath",
    "PathsSameItem",
    "Problem",
    "Region",
    "RegionCard",
    "RegionLinks",
    "Regions",
    "Request",
    "Road",
    "Search",
    "Searched",
    "SearchItemsMode",
    "Suggestion",
    "Summary",
    "Surprising",
    "Timing",
    "TruncatedBy",
    "Way",
)
