# What is sent on: previews, links, embedded pictures.

share-plain = { $headline }. Every step is a pair that was bought together.
share-by-way-of = { $headline }, for example by way of { $titles }. Every step is a pair that was bought together.
embed-more = See how
share-link = Link to this page
share-copy = Copy link
share-between = What stands between these two
