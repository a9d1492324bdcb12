/**
 * Seconds until a client asks for its lists again, and for which it believes an answer about a hash: a minute each, so
 * that whoever is taken off a list is reachable again with every browser two minutes later at most.
 */
export const updateAgainS = 60
export const believeS = 60
