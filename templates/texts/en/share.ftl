# What is sent on: previews, links, embedded pictures.
