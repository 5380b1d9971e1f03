# How two items are connected: the sentences, the list, the options.
