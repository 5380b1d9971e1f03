# Reads each file of a folder with the programs that it is written for, and compares what they found
# with expected.json: items with their titles, links with their orders and strengths.
import json
import subprocess
import sys
import unicodedata
from pathlib import Path

import duckdb
import igraph
import networkx
import pandas
import pydot

folder = Path(sys.argv[1])
expected = json.loads((folder / 'expected.json').read_text())


def marked(text):
    """As XML and text can hold it."""
    def is_held(letter):
        return letter in '\t\n' or (
            unicodedata.category(letter) != 'Cc' and letter not in '\ufffe\uffff')
    return ''.join(letter if is_held(letter) else '\ufffd' for letter in text)


def guarded(text):
    """As a cell of a table of text is, which is no formula."""
    text = marked(text)
    is_formula = text.lstrip("'").startswith(('=', '+', '-', '@', '\t', '\n'))
    return ("'" if is_formula else '') + text


def in_quotes(text):
    """As it stands between quotes of DOT."""
    text = marked(text).replace('\\', '\\\\').replace('"', '\\"').replace('\n', '\\n')
    return f'"{text}"'


def same(who, found, wanted):
    found, wanted = sorted(found, key=repr), sorted(wanted, key=repr)
    if found != wanted:
        differ = [pair for pair in zip(found, wanted) if pair[0] != pair[1]]
        raise SystemExit(f'{who}: {len(found)} of {len(wanted)}; {differ[:3]!r}'[:2000])


def check(who, items, links, spelled, directed=None):
    """Items are ids and titles, links ends, orders and strengths, each spelled in some way."""
    same(f'{who}, items', items, [(spelled(id), spelled(title)) for id, title in expected['items']])
    same(f'{who}, links', links, [
        (spelled(source), spelled(target), orders, strength)
        for source, target, orders, strength in expected['links']])
    if directed is not None and directed != expected['directed']:
        raise SystemExit(f'{who}: directed is {directed}')


def as_is(text):
    return text


def of_networkx(graph):
    return (
        [(id, of['title']) for id, of in graph.nodes(data=True)],
        [(source, target, of.get('orders'), of['strength'])
         for source, target, of in graph.edges(data=True)],
    )


graph = networkx.read_graphml(folder / 'graph.graphml')
check('networkx, GraphML', *of_networkx(graph), marked, graph.is_directed())
graph = networkx.read_gexf(folder / 'graph.gexf')
check('networkx, GEXF', *of_networkx(graph), marked, graph.is_directed())
if any('label' not in of for _, of in graph.nodes(data=True)):
    raise SystemExit('networkx, GEXF: no labels')
text = json.loads((folder / 'graph.node-link.json').read_text())
graph = networkx.node_link_graph(text, edges='edges')
check('networkx, node-link', *of_networkx(graph), as_is, graph.is_directed())
graph = networkx.cytoscape_graph(json.loads((folder / 'graph.cyjs').read_text()))
check('networkx, Cytoscape', *of_networkx(graph), as_is, graph.is_directed())

graph = igraph.Graph.Read_GraphML(str(folder / 'graph.graphml'))
# It leaves the reference to an ampersand in an id as it is written for it.
ids = [id.replace('&#38;', '&') for id in graph.vs['id']]
orders = [None if number != number else int(number) for number in graph.es['orders']]
check(
    'igraph',
    zip(ids, graph.vs['title']),
    [(ids[edge.source], ids[edge.target], number, edge['strength'])
     for edge, number in zip(graph.es, orders)],
    marked,
    graph.is_directed(),
)

[graph] = pydot.graph_from_dot_file(str(folder / 'graph.dot'), encoding='utf-8')
check(
    'pydot',
    [(node.get_name(), node.get('title')) for node in graph.get_nodes() if node.get('title')],
    [(edge.get_source(), edge.get_destination(),
      edge.get('orders') and int(edge.get('orders')), float(edge.get('strength')))
     for edge in graph.get_edges()],
    in_quotes,
    graph.get_type() == 'digraph',
)
drawn = subprocess.run(
    ['dot', '-Tsvg', folder / 'graph.dot'], capture_output=True, check=True, encoding='utf-8')
for what, count in [('node', len(expected['items'])), ('edge', len(expected['links']))]:
    found = drawn.stdout.count(f'class="{what}"')
    if found != count:
        raise SystemExit(f'dot: {found} of class {what}, not {count}')
# All of a label but for what is laid out otherwise: rows and room.
if '&lt;b&gt;bold&lt;/b&gt; &amp;amp; &quot;double&quot;' not in drawn.stdout:
    raise SystemExit('dot: markup in a title is not shown as it is')


def of_frames(items, links):
    links = links[['from', 'to', 'orders', 'strength']].itertuples(index=False, name=None)
    return (
        items[['id', 'title']].itertuples(index=False, name=None),
        [(source, target, None if pandas.isna(orders) else int(orders), strength)
         for source, target, orders, strength in links],
    )


texts = dict.fromkeys(['id', 'title', 'from', 'to'], str)
check('pandas, CSV', *of_frames(*[
    pandas.read_csv(folder / f'{table}.csv', dtype=texts, na_values={'orders': ['']},
                    keep_default_na=False)
    for table in ['items', 'links']]), guarded)
check('pandas, Parquet', *of_frames(*[
    pandas.read_parquet(folder / f'{table}.parquet') for table in ['items', 'links']]), as_is)

for suffix, spelled in [('csv', guarded), ('parquet', as_is)]:
    items = duckdb.sql(f"SELECT id, coalesce(title, '') FROM '{folder}/items.{suffix}'")
    links = duckdb.sql(f"SELECT \"from\", \"to\", orders, strength FROM '{folder}/links.{suffix}'")
    check(f'DuckDB, {suffix}', items.fetchall(), links.fetchall(), spelled)
