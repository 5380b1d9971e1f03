# The frame of every page.

skip = Skip to the content
main-navigation = Main
nav-connect = Connect
nav-search = Search
nav-surprise = Surprise me
nav-map = Map
nav-about = About
foot-as-of = From the catalogue as of
foot-generation = generation
foot-data = What these data are
foot-json = This as JSON
foot-languages = Language
suggestions = Suggestions
suggestions-none = Nothing found
# The number takes the place of #.
suggestions-one = 1 suggestion; choose it with the down key
suggestions-many = # suggestions; choose with the up and down keys
copied = Copied
