# What stands in pictures.
