# The API: its operations, their parameters, its problems. Also what its description tells programs.

api-description =
    How any two items of a catalogue are connected by what was bought together: every shortest chain between them, counted, ranked and told with its evidence.
    Everything is read only. Ids are strings. Fields are only ever added.
api-not-modified = What the client has (If-None-Match) is still what it would get.
api-header-generation = The generation of the graph that the answer was made from; the same on every server that has it.
api-header-begun-with = The generation you began with, as an answer named it: you are answered from it as long as a server holds it, else from the live one. The answer says which.
api-header-etag = What the answer is known by until the next rebuild; send it back as If-None-Match.
api-header-link = The address of the next page, with rel="next", where there is one.

operation-title = { $id ->
    [connect] Connect two items
    [connect_many] Connect many pairs
    [between] What stands between two items
    [get_link] Why two items are linked
    [search_items] Find items, or list all
    [get_item] One item
    [get_neighbours] What is bought with an item
    [get_degrees] How far everything else is
    [get_graph] The catalogue
    [get_centre] The centre of the catalogue
    [get_map] A view of the map
    [get_regions] The regions of the map
    [get_galleries] What is worth a look
    [get_random_pair] A pair worth connecting
    [get_index] What there is
   *[other] { $id }
}
operation-sentence = { $id ->
    [connect] Every shortest connection between two items: how many there are, the best of them ranked, and why each step is one. That there is none is an answer too, with a reason.
    [connect_many] The best connections of up to 500 pairs in one call, all from one generation. A pair that cannot be asked gets its problem in its place; the others are answered.
    [between] The items in the middle between two, for a gift from who likes the one to who likes the other. Links are walked either way. The answer calls the two “a” and “b”.
    [get_link] Whether two items are linked, and the evidence: how many orders hold both, how much more often than chance, on whose list. An id that holds a slash is written with %2F.
    [search_items] The items that a text means, best first; without a text all of them (of a category), most popular first. “count” is that of the page.
    [get_item] All that is known of an item.
    [get_neighbours] The items that are linked with an item, with the evidence of each link.
    [get_degrees] How many items are one, two, three … steps away from an item, and some of the farthest.
    [get_graph] How large the catalogue is, how it was made, its categories, and the limits of questions.
    [get_centre] The items that are nearest to all others.
    [get_map] The items in view, where they lie, the roads between them and the regions around; with a way between two items drawn on it, if that is asked for. x and y are units of the map, 1000 by 640.
    [get_regions] What the map is divided into: names, sizes, best-known items and borders. Numbers of regions change with every generation.
    [get_galleries] How far apart items are, the longest known connection, the items that most ways lead over, surprising neighbours.
    [get_random_pair] Two well-known items that are connected, but not too closely; another pair each time.
    [get_index] The operations with their addresses, and where they are described.
   *[other] { $id }
}
parameter-sentence = { $name ->
    [id] The id of the item. In a path everything but letters, digits and -._~ is percent-encoded.
    [from] The id of the item to begin at.
    [to] The id of the item to lead to.
    [direction] Which way links are walked: either way, or as bought, only from an item to those on its own list.
    [list-direction] Whose lists count: the item’s own, those it stands on, or any.
    [exclude] Ids of items that are not to be passed.
    [via] Ids of stops on the way, in this order; each part between two stops is a shortest one.
    [only_category] Only over items in any of these categories. A category holds all below it.
    [avoid_category] Not over items in these categories.
    [avoid_hubs] Not over items with more links than this percentile has, as in 99.5.
    [max_hops] No longer than this.
    [extra_hops] Also connections that are so many steps longer; they come after the shortest.
    [k] How many of the best connections to list. All are counted.
    [pair-k] How many of the best connections of each pair to list. All are counted.
    [limit] How many entries to list.
    [q] What to look for: words of title or creator, a year, an id.
    [category] Only items of this category: its whole name, or its last level where no other has that.
    [mode] Whether the last word may be the beginning of a word.
    [sort] The order of the list.
    [cursor] Where the page begins: as “next” or the Link header of the page before says.
    [examples] How many of the farthest items to name.
    [min_hops] Fewest steps between the two.
    [x] What stands in the middle of the view: units of the map from the left.
    [y] What stands in the middle of the view: units of the map from the top.
    [z] How near the view is: each step shows half as much, both ways. By itself, all that is asked for is in view.
    [width] How many pixels the view is wide.
    [height] How many pixels the view is high.
    [item] The id of an item to mark.
    [level] The level of regions, from 1 for the largest; by itself 1, or that right below the region asked for.
    [region] Only regions within the one of this number.
    [titles] Whether to name the items of all connections, in “items”.
   *[other] { $name }
}

# What a parameter may be

value-id = an id
value-ids = ids; repeat it, up to { $most } times
value-category = a category
value-categories = categories; repeat it, up to { $most } times
value-text = a text
value-whole = { $least } to { $most }
value-whole-usual = { $least } to { $most }; { $usual } without it
value-word-usual = { $usual } without it
value-percentile = more than 0, less than 100
value-cursor = a cursor
value-units = a number from 0 to { $most }, with at most three decimals

# The page on the API

docs-title = The API
docs-lead = Ask from your own programs what these pages answer: one GET, stable ids, errors that say what to do.
docs-first = A first question
docs-first-rule = No key, no account: everything may be read, also by scripts of other sites. Nothing a request does changes anything.
docs-openapi = The description for programs (OpenAPI 3.1)
docs-conventions = What holds for all of it
docs-convention-ids = Ids are strings, also where they look like numbers. So are counts of connections, which may be larger than a JSON number can be; “count_is” says whether one is exact.
docs-convention-fields = Fields are only ever added, and their meaning never changes. Unknown parameters are refused, so that a typo is seen.
docs-convention-none = That there is no connection is an answer, not an error: 200 with “no_path”, the reason, and addresses of questions that would be answered.
docs-convention-paging = A long list names its next page in “next” and in the Link header. A cursor belongs to its generation: you go on in it for a while after a rebuild, as long as the server holds it; then it is refused with 410, and the list begins anew. Send “Cartway-Generation” of an answer with other questions, and they are answered from the same one as long as it is held.
docs-convention-caching = Every answer has an ETag until the next rebuild. Send it back as If-None-Match, and 304 costs nobody a search.
docs-convention-forms = Ask with Accept or with a suffix of the path, as in { $example }, for another form. Where there is none, 406 says which there are.
docs-convention-busy = 503 and 429 say in Retry-After when to come back.
docs-operations = Questions
docs-parameter = Parameter
docs-option = Option, for all pairs or in a pair
docs-clients = There are clients for TypeScript, Python and Rust; each is called cartway-client.
docs-what = What it is
docs-values = Values
docs-required = required
docs-try = Try it
docs-forms = Answers as
docs-can-fail = Can fail with
docs-answer = What comes back
docs-body = Asked with a body of JSON
docs-others = Other ways to ask
docs-others-soap = Programs that make clients from a WSDL ask by SOAP 1.1 or 1.2:
docs-others-mcp = Models ask through the Model Context Protocol, at
docs-problems = Problems
docs-problems-rule = An error is a body of application/problem+json (RFC 9457). Its type leads to a page that says what to do.
docs-problem = Problem
docs-status = Status

# The pages on problems

problem-what = { $kind ->
    [unknown-item] No item of the catalogue has the id that was asked for. Ids may change when a shop removes an item.
    [not-found] There is no such address here, or what was asked for has nothing to show.
    [missing-parameter] A parameter that the question cannot do without was not sent.
    [bad-parameter] The value of a parameter cannot be understood: it is empty, too long, not UTF-8, sent twice, or no word or number of those allowed.
    [parameter-out-of-range] The value of a parameter is understood, but too small, too large, too many, or not of this catalogue.
    [unknown-parameter] A parameter was sent that there is not. It is refused rather than passed over, so that a typo is seen.
    [bad-body] The body is not the JSON that is expected here.
    [body-too-large] The body is larger than is read here.
    [body-too-slow] The body did not come in time.
    [unsupported-media-type] The body is of a media type that is not read here.
    [too-many-pairs] A batch holds more pairs than are answered at once.
    [method-not-allowed] The address is there, but does not answer this method.
    [not-acceptable] The answer cannot be written in any of the forms that were asked for.
    [busy] More questions are being answered at this moment than the server may.
    [rate-limited] More requests came from this address than the operator allows.
    [graph-not-ready] The server has no graph to answer from yet.
    [cursor-expired] The list was made from a generation that was replaced since, and its places mean nothing in the new one.
    [unknown-region] No region of the map has this number.
    [no-map] The graph was rebuilt without a map.
    [no-good-pair] No two well-known items were found that are connected as was asked for.
   *[internal] Something failed on our side that should not.
}
problem-do = { $kind ->
    [unknown-item] See “suggestions” for items that may have been meant, or look the item up with a search.
    [not-found] See the list of questions for the addresses there are.
    [missing-parameter] Send the parameter that “param” names.
    [bad-parameter] “detail” says what is wrong with the parameter that “param” names, and what is allowed.
    [parameter-out-of-range] “detail” names the range. The limits stand in the answer on the catalogue, too.
    [unknown-parameter] “detail” names those there are, and the one that was probably meant.
    [bad-body] “detail” says where the body goes wrong, and how one looks.
    [body-too-large] Send fewer pairs at once.
    [body-too-slow] Send the whole body at once, after the head.
    [unsupported-media-type] Send JSON, with Content-Type: application/json.
    [too-many-pairs] Split the batch; “limit” says how many pairs one may hold.
    [method-not-allowed] Use one of the methods that the Allow header names.
    [not-acceptable] “detail” names the forms there are; ask for one of them, or send no Accept at all.
    [busy] Ask again after as many seconds as Retry-After says.
    [rate-limited] Ask again after as many seconds as Retry-After says; RateLimit tells what is left.
    [graph-not-ready] Ask again after as many seconds as Retry-After says. Whoever runs the server makes a graph with “cartway rebuild”.
    [cursor-expired] Begin the list again, without a cursor.
    [unknown-region] List the regions there are: their numbers change when the graph is rebuilt.
    [no-map] Rebuild the graph without `--no-atlas`.
    [no-good-pair] Ask for fewer steps, or without a category.
   *[internal] Try again. If it fails again, tell whoever runs the server the X-Request-Id of the answer.
}
problem-what-heading = What it means
problem-do-heading = What to do
problem-example = An example
problem-operations = Questions that can end so
problem-all = All problems
