# Was in Bildern steht.
