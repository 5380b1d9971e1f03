# Was weitergegeben wird: Vorschau, Links, eingebettete Bilder.

share-plain = { $headline }. Jeder Schritt ist ein Paar, das zusammen gekauft wurde.
share-by-way-of = { $headline }, zum Beispiel über { $titles }. Jeder Schritt ist ein Paar, das zusammen gekauft wurde.
embed-more = Sieh dir an, wie
share-link = Link zu dieser Seite
share-copy = Link kopieren
share-between = Was zwischen diesen beiden liegt
