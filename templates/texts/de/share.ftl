# Was weitergegeben wird: Vorschau, Links, eingebettete Bilder.
