/** How long a statement may take, and a borrower wait for a connection, in milliseconds. */
export const STATEMENT_MS = 5_000;
