# What is wrong with an address: said on pages, and in this language to programs.
# Names and words stand as they are to be sent.

param-missing = The parameter "{ $param }" is missing.
param-empty = The parameter "{ $param }" is empty.
param-too-long = The parameter "{ $param }" is longer than { $limit } bytes.
param-not-utf8 = The parameter "{ $param }" is not percent-encoded UTF-8; encode it anew, `%` itself as `%25`.
param-repeated = The parameter "{ $param }" is given more than once.
param-not-one-of = The parameter "{ $param }" must be one of: { $words }.
param-not-whole = The parameter "{ $param }" is not a whole number.
param-not-percent = The parameter "{ $param }" must be a percentage, as in 99 or 99.5.
param-not-pixels = The parameter "{ $param }" must be a number of pixels.
param-not-units = The parameter "{ $param }" must be a number with at most three decimals, as in 512.5.
param-without = The parameter "{ $param }" goes with "{ $other }": give both, or neither.
param-beside = The parameter "{ $param }" does not go with "{ $other }": give one of the two.
param-not-our-cursor = The parameter "{ $param }" is none we gave; take it from `next` of the page before.
param-bare-slash = The id "{ $param }" in the path has a slash; write it %2F there.
param-out-of-range = The parameter "{ $param }" must be from { $least } to { $most }.
param-no-percentile = The parameter "{ $param }" must be above 0 and below 100, with at most two decimals.
param-too-often = The parameter "{ $param }" must be given at most { $most } times.
param-too-many = The parameter "{ $param }" must be a list of at most { $most } values.
param-unknown = There is no parameter "{ $param }" here (there are: { $known }).
param-unknown-nearest = There is no parameter "{ $param }" here; did you mean "{ $nearest }"? (there are: { $known }).
param-unknown-as-all = There is no parameter "{ $param }" here; this address takes none.
query-too-long = The query is longer than { $limit } bytes.
method-not-here = This address answers { $allowed } only.
