/** Those that are measured, as the table has them. */
export const NAMES = {
  bare: "bare Deno",
  peer: "Socket.IO",
  alone: "ConexaoChat, SQLite",
  shared: "ConexaoChat, MySQL + Redis",
  two: "ConexaoChat, two instances",
  writer: (rows: number) => `INSERTs of ${rows} rows`,
} as const;
