/** The address of the room that everybody is a member of from the first second. */
export const FIRST_ROOM = "geral";
