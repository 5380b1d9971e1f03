# What stands in pictures.

picture-title = { $headline }: { $from } to { $to }
picture-heading-with-legend = { $headline }; the numbers are the orders that hold both items
picture-across = { $items ->
    [one] { $items } item
   *[other] { $items } items
} in { $hops } hops from left to right; each item is a link.
picture-down = { $items ->
    [one] { $items } item
   *[other] { $items } items
} in { $hops } hops from top to bottom; each item is a link.
picture-start = the start
picture-end = the end
picture-stop = hop { $hop }, a stop on the way
picture-every = hop { $hop }, on every shortest connection
picture-share = hop { $hop }, on { $share } of the ways
picture-more = +{ $items } more
picture-more-at = at this hop
picture-more-spoken = { $items } more at hop { $hop }, in the table of items
picture-steps = … { $steps ->
    [one] { $steps } more step
   *[other] { $steps } more steps
} …
picture-steps-spoken = { $steps ->
    [one] { $steps } more step
   *[other] { $steps } more steps
}: { $items ->
    [one] { $items } item
   *[other] { $items } items
} at the hops { $first } to { $last }, in the lists
orders-noun = { $count ->
    [one] order
   *[other] orders
}
map-title = What { $title } is linked with most
map-counted = The strongest link is at the top, and so on clockwise. The thicker its line, the more orders hold both. Each item is a link.
map-given = The strongest link is at the top, and so on clockwise. Each item is a link.
# A title in a sentence.
quoted = “{ $title }”
