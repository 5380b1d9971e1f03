# The other pages: start, search, item, degrees, between, about, errors.
