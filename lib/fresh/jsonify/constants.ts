// Values that JSON lacks, or would take for something else, are negative numbers where the index
// of a value is expected.

/** `undefined`. */
export const UNDEFINED = -1;
/** `null`. */
export const NULL = -2;
/** `NaN`. */
export const NAN = -3;
/** `Infinity`. */
export const INFINITY_POS = -4;
/** `-Infinity`. */
export const INFINITY_NEG = -5;
/** `-0`. */
export const ZERO_NEG = -6;
/** A missing item of an array. */
export const HOLE = -7;
