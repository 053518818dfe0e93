/** How many hues there are for faces, 0 to 23; who has chosen none has the one of their id. */
export const HUES = 24;
