# The frame of every page.

skip = Skip to the content
main-navigation = Main
nav-connect = Connect
nav-search = Search
nav-surprise = Surprise me
nav-about = About
foot-as-of = From the catalogue as of
foot-generation = generation
foot-data = What these data are
foot-json = This as JSON
foot-languages = Language
