# The other pages: start, search, item, degrees, between, about, errors.

# Start

home-title = How any two items are connected
home-description = Pick any two items and see how they are connected by what was bought together.
home-heading = How are these two connected?
home-lead = Name any two items. You see the shortest ways from one to the other; every step is a pair that was bought together.
home-no-idea = No idea where to begin?
home-surprise = Show me a surprising pair
home-pairs = Pairs worth seeing
home-more-pairs = { $count } more
home-pair-to = to
home-catalogue = This catalogue
home-counted = { $items }, joined by { $links }, counted from orders: two items are linked when enough orders hold both.
home-given = { $items }, joined by { $links }, as the shop’s own also-bought lists give them.
home-about = More on the data and how links are measured
home-popular = Bought most
form-label = Connect two items
form-from = From
form-from-hint = a title, a name or an id
form-to = To
form-to-hint = any other item
form-submit = Connect them

# Search

search-title = Search
search-heading = Search the catalogue
search-label = Search items
search-box = Title, name or id
search-submit = Search
search-corrected = Nothing matches “{ $text }”; these match “{ $corrected }”.
search-none = No item matches “{ $text }”. Try fewer or shorter words, or the beginning of a title. An exact id always finds its item.
search-found-nothing = Nothing found
search-found-first = The first { $count }, closest and most popular first
search-all = All items, most popular first
search-all-in = All items in “{ $category }”, most popular first
search-none-in = No item is in the category “{ $category }”.
search-first = To the first page
search-bought-with = { $count ->
    [one] bought with { $count } item
   *[other] bought with { $count } items
}
search-on-map = on the map
search-look-first = look at it first
search-more = More results
pick-heading = Which one do you mean?
pick-heading-none = No item matches that
pick-lead = { $end ->
    [from] You typed “{ $text }”. Pick the item the connection should begin at.
    [to] You typed “{ $text }”. Pick the item the connection should end at.
   *[one] You typed “{ $text }”. Pick the item you mean.
}
pick-lead-other = { $end ->
    [from] You typed “{ $text }”. Pick the item the connection should begin at; the other end is “{ $other }”.
    [to] You typed “{ $text }”. Pick the item the connection should end at; the other end is “{ $other }”.
   *[one] You typed “{ $text }”. Pick the item you mean; the other one is “{ $other }”.
}
pick-else = Something else?
pick-else-label = Pick another item
pick-else-box = { $end ->
    [from] The item to begin at
    [to] The item to end at
   *[one] The item you mean
}
pick-connect = Connect
pick-between = See what stands between

# Item

item-by = By
item-category = Category
item-year = Year
item-id = Id
item-orders = Orders
item-orders-counted = { $orders } of at most { $most } items each
item-popularity = Popularity
item-popularity-rank = number { $rank }
item-centre = Centre
item-reaches = Reaches
item-reaches-nothing = nothing: { $why }
item-reaches-main = { $count ->
    [one] the main part of the catalogue, { $count } item
   *[other] the main part of the catalogue, { $count } items
}
item-reaches-island = { $count ->
    [one] an island of { $count } item
   *[other] an island of { $count } items
}
item-shop = See it in the shop
item-connect-label = Connect this item
item-connect-box = Connect it to
item-connect-submit = Connect
item-between-label = What stands between this item and another
item-between-box = Between this and
item-between-submit = Show
item-other-hint = a title, a name or an id
item-degrees = How far everything else is from here
item-none = Nothing here is bought with it
item-bought-with = { $count ->
    [one] Bought with { $count } item
   *[other] Bought with { $count } items
}
item-own-list = { $count ->
    [one] { $count } item on its own list
   *[other] { $count } items on its own list
}
item-other-lists = { $count ->
    [one] On the lists of { $count } item
   *[other] On the lists of { $count } items
}
item-show = Show
item-show-all = all
item-show-own-list = on its own list
item-show-other-lists = with it on their list
item-order = Sort
item-order-strength = strongest first
item-order-orders = most orders first
item-order-title = by title
item-only = Only
item-any-category = all categories
item-more-categories = { $count ->
    [one] and { $count } more category
   *[other] and { $count } more categories
}
item-nothing-to-show = No item to show here.
item-all = Show all that is bought with it
item-connected-pair = See a pair that is connected
item-column-rank = Rank
item-column-item = Item
item-column-orders = Orders with both
item-column-share = Share of this item’s orders
item-column-chance = Against chance
item-column-list = On the list of
item-evidence = { $orders } orders with both: evidence for { $title }
item-unit-orders = orders with both
item-unit-share = of this item’s orders
item-unit-chance = what chance would give
item-list-of-both = both
item-list-of-other = the other
item-list-of-this = this one
item-first-page = Back to the first page
item-next-page = Next page

# Degrees

degrees-heading = How far everything is from { $title }
degrees-walked = Links are walked
degrees-or = or
degrees-item = What is bought with it
degrees-table = Items by their distance
degrees-column-distance = Distance
degrees-column-items = Items
degrees-column-share = Share of all
degrees-out-of-reach = out of reach
degrees-farthest = The farthest
degrees-farthest-links = { $items ->
    [1] It leads
   *[other] Each leads
} to its connection with { $title }.

# Between

between-title = Between { $a } and { $b }
between-description = What was bought with both, or stands half-way between them.
between-found = { $count ->
    [one] One item stands between these two
   *[other] { $count } items stand between these two
}
between-nothing = Nothing stands between these two
between-nothing-known = Nothing is known to stand between these two
between-same = These are one and the same item
between-barred = Your options bar every connection
between-cut-short = Nothing found yet: the search was cut short
between-lead-common = These two are bought together; each item below is bought with both, the best first.
between-lead-near = Each item below is bought with both, the best first.
between-lead-half-way = { $count ->
    [one] The shortest connections have { $count } step; each item below stands half-way on some of them, the best first.
   *[other] The shortest connections have { $count } steps; each item below stands half-way on some of them, the best first.
}
between-lead-longer = The shortest connections have { $hops }, and none has an item half-way; each item below stands half-way on one of { $steps }, the best first.
between-same-lead = You asked what stands between { $title } and itself. Choose another item.
between-shown = The best { $shown } of { $total } are shown.
between-show-more = Show more of them
between-first = The one
between-second = The other
between-swap = Swap
between-share = { $share } of the connections pass through it; weighted by strength, { $strength }
between-orders = { $count ->
    [one] { $count } order holds it and { $end }
   *[other] { $count } orders hold it and { $end }
}
between-evidence = { $orders }: { $share } of the orders with { $end }, { $times } what chance would give.
between-evidence-share = { $orders }: { $share } of the orders with { $end }.
between-evidence-times = { $orders }: { $times } what chance would give.
between-evidence-orders = { $orders }.
between-listed = { $whose ->
    [both] It and { $end } are on each other’s also-bought list.
    [end] It is on the also-bought list of { $end }.
   *[own] { $end } is on its also-bought list.
}
between-way = { $steps } from { $end }, by way of { $way }.
between-weakest = { $count ->
    [one] Weakest link: { $count } order holds both.
   *[other] Weakest link: { $count } orders hold both.
}
between-connect = Connect it with { $end }
between-through = The connections by way of it
between-without = Leave it out
between-without-spoken = Leave it out: { $title }
between-picture = The picture of what stands between the two
between-legend-best = the best connection through the first of them
between-why = Why this order?
between-rule = The item comes first through which the largest share of all these connections passes, where a connection counts for as much as the strengths of its links multiplied: many weak ways can outweigh a strong one, but no crowd of ways over one bestseller drowns a rare, strong one. What is equal is ordered by the plain share of connections, then by id.
between-ways-on = What you can do
between-ask-connect = See how they are connected
between-ask-plain = Ask without any options
between-options = Change the question
between-left-out = Without { $title }
between-only-category = Only through the category { $name }
between-or-category = or through the category { $name }
between-not-category = Without the category { $name }
between-not-hubs = Without the best-linked { $percent } % of items
between-allow = allow it again
between-allow-any = allow any
between-take-back = take it back
between-allow-spoken = allow it again: { $title }
between-plain = Undo all options
between-other = Another in place of { $title }
between-again = Ask again

# About

about-title = What these data are
about-size = { $items } and { $links } between them.
about-size-share = { $items } and { $links } between them; { $share } of the items hang together in one piece.
about-links = How links are made
about-linked-counted = Two items are linked when they stand in the same orders often enough.
about-linked-given = The shop gave the links itself, as also-bought lists.
about-strength = { $measure ->
    [cosine] The link’s strength is its cosine: the number of orders that hold both, divided by the geometric mean of the orders that hold each. Two items that are nearly always bought together come near 1, however popular they are.
    [jaccard] The link’s strength is its Jaccard index: the number of orders that hold both, divided by those that hold either.
    [lift] The link’s strength is its lift: how many times more often both are in one order than chance would give.
    [orders] The link’s strength is simply the number of orders that hold both.
   *[other] The link’s strength is called “{ $measure }”, as the options below say.
}
about-own-lists = { $kept ->
    [strongest] Each item keeps its strongest links, as its own list.
    [given] Each item’s own list is the one the shop gave.
   *[all] Each item’s own list holds all its links.
} Unless you ask otherwise, links are walked either way.
about-ranking = How connections are ranked
about-counted = Counted
about-count = { $name ->
    [items] items
    [items_without_entry] items known from orders only
    [lines_of_unknown_items] rows that name one of these
    [items_without_links] items linked to nothing
    [items_left_out] items left out by the shop
    [lines_left_out] order lines of these items
    [rows_skipped] rows left out
    [duplicate_lines] items said twice in one order
    [orders] orders
    [order_lines] order lines
    [orders_over_limit] orders too large to count
    [lines_over_limit] their order lines
    [pair_instances] pairs in orders
    [distinct_pairs] different pairs
    [self_links] links of an item with itself, left out
    [links_under_minimum] pairs in too few orders
    [links_before_pruning] pairs in enough orders
    [links_pruned] links too weak to keep
    [listings_pruned] places given up on items’ own lists
    [links] links kept
    [components] islands
    [main_component_items] items of the largest island
   *[other] { $name }
}
about-options = Options of the rebuild
about-option = { $name ->
    [category_separator] what parts categories
    [centre_samples] items that closeness is measured from
    [leave_out] items left out
    [max_basket] most items of an order that is counted
    [measure] measure of strength
    [min_orders] orders a link needs
    [top] strongest links an item keeps
   *[other] { $name }
}
about-measure = { $measure ->
    [cosine] cosine
    [jaccard] Jaccard index
    [lift] lift
    [orders] number of orders
   *[other] { $measure }
}
sample-note = The works are real; the orders are simulated: some six thousand made-up shoppers with tastes of their own filled these baskets, so the connections say how works resemble each other and nothing about anybody's sales.
about-islands = Islands
about-islands-rule = Items of one island are all connected; no link leads from one island to another.
about-islands-size = Size
about-islands-count = Islands
about-islands-single = a single item, linked to nothing
about-islands-smaller = smaller ones
about-degrees = Items by number of links
about-categories = Categories
about-more-categories = and { $count } more
about-warnings = Good to know
about-centre = The centre
about-centre-mean = { $steps } on average
about-popular = Bought most

# Errors

error-title = { $kind ->
    [unknown-item] Unknown item
    [not-found] Nothing here
    [missing-parameter] A parameter is missing
    [bad-parameter] A parameter cannot be understood
    [parameter-out-of-range] A parameter is out of range
    [unknown-parameter] There is no such parameter
    [bad-body] The body cannot be understood
    [body-too-slow] The body did not come in time
    [body-too-large] The body is too large
    [unsupported-media-type] This media type is not read here
    [too-many-pairs] Too many pairs at once
    [method-not-allowed] This method is not allowed here
    [not-acceptable] No such representation
    [busy] Too busy just now
    [rate-limited] Too many requests
    [graph-not-ready] There is no graph yet
    [cursor-expired] This list is out of date
    [no-good-pair] No pair to offer
    [unknown-region] Unknown region
    [no-map] There is no map
   *[internal] Something went wrong on our side
}
error-sentence = { $kind ->
    [not-found] There is nothing at this address.
    [missing-parameter] This address lacks something that the question needs.
    [bad-parameter] Something in this address cannot be understood.
    [parameter-out-of-range] Something in this address is more or less than can be asked for.
    [unknown-parameter] This address asks for something that there is not here.
    [busy] Too many questions are being answered just now; please try again in a moment.
    [rate-limited] There were too many requests from your address; please try again in a moment.
    [graph-not-ready] The catalogue is still being prepared; please come back in a moment.
    [internal] Something failed on our side. Please try again.
   *[other] This cannot be answered here.
}
error-unknown-item = No item has the id “{ $value }”.
error-excluded-stop = The item “{ $value }” is an end or a stop of the connection, so it cannot be left out.
error-repeated-stop = The item “{ $value }” is an end or a stop already; name each stop once.
error-unknown-category = No item is of the category “{ $value }”; there are, largest first: { $names }.
error-no-categories = No item is of the category “{ $value }”; this catalogue has none.
error-cursor-expired = This list belongs to an older state of the catalogue; begin again at its first page.
error-no-map = This catalogue has no map: it was rebuilt without one.
error-unknown-region = The map has no region { $value }. Regions are numbered anew when the catalogue is rebuilt.
error-no-good-pair = No such pair was found: two well-known items that are connected, but not too closely.
error-no-picture = There is no picture: { $headline }. The page at the same address without “.svg” says more.
error-did-you-mean = Did you mean
error-without = Connect the two without it
error-without-between = Ask without it
error-connect = Connect two items
error-random = See a surprising pair

# Galleries, pictures and what a browser keeps.

gallery-surprising = Surprising neighbours
gallery-surprising-lead = Of different kinds, and yet closely linked by what was bought together.
gallery-times = { $lead }, { $times } what chance would give
gallery-far = Far apart
gallery-far-lead = Well-known items with a long way between them.
gallery-centre-lead = The fewest steps, on average, to everything else.
gallery-bridging = On the most ways
gallery-bridging-lead = Of all shortest ways between two other items, this share leads over each of them.
gallery-bridging-share = { $share } of all ways
home-recent = You looked at
home-recent-kept = Kept in this browser only.
home-recent-forget = Forget them
item-around = Bought with it most
item-distances = Steps to everything else
item-degrees-picture = How many items are one, two, three and more steps away, as columns
chart-steps = steps
chart-links = links
about-degrees-chart = Columns: how many items have so many links.
about-distances = How far apart items are
about-distances-mean = Two items are { $mean } steps apart on average.
about-longest-known = The longest connection known:
about-distances-exact = Measured between all items of the largest island.
about-distances-sampled = Measured from { $samples } items of the largest island, chosen by chance, to all others.
about-distances-share = Share of pairs
about-as-table = As a table
about-bridging-exact = Measured from every item of the largest island.
about-bridging-sampled = Estimated from { $samples } items of the largest island, chosen by chance.

# The map

map-lead = What is bought together lies together. The larger a town, the more orders hold it.
map-find = Find on the map
map-find-button = Find
map-keys = Map: arrow keys move it, plus and minus change how near it is
map-skip = To the items in view as a list
map-moves = Move the map
map-nearer = Nearer
map-farther = Farther
map-whole = The whole map
map-north-west = North-west
map-north = North
map-north-east = North-east
map-west = West
map-east = East
map-south-west = South-west
map-south = South
map-south-east = South-east
map-regions = Regions in view
map-region-items = { $count ->
    [one] { $count } item
   *[other] { $count } items
}
map-items = Items in view
map-items-in-view = { $items } of { $total } items are seen from here, the best known first. Come nearer to see more.
map-way-connect = All connections of the two

home-map = Map of the whole catalogue: what is bought together lies together
home-map-link = Walk around on the map
connect-map = On the map
connect-map-picture = The way on the map
item-lies = Where it lies
item-lies-picture = Where it lies on the map
