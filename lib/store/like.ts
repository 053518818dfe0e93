import { type RawBuilder, sql, type SqlBool } from "kysely";

/** A condition: the column contains the text, whose own wild cards mean nothing. */
export function containing(column: string, text: string): RawBuilder<SqlBool> {
  // A backslash would mean one thing to MySQL and another to SQLite.
  const pattern = `%${text.replace(/[!%_]/g, "!$&")}%`;
  return sql<SqlBool>`${sql.ref(column)} like ${pattern} escape '!'`;
}
