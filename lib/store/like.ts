import { type RawBuilder, sql, type SqlBool } from "kysely";

/** A condition: the column contains the text, whose own wild cards mean nothing. */
export function containing(column: string, text: string): RawBuilder<SqlBool> {
  return like(column, `%${tame(text)}%`);
}

/** A condition: the column begins with the text. */
export function beginning(column: string, text: string): RawBuilder<SqlBool> {
  return like(column, `${tame(text)}%`);
}

function like(column: string, pattern: string): RawBuilder<SqlBool> {
  return sql<SqlBool>`${sql.ref(column)} like ${pattern} escape '!'`;
}

// A backslash would mean one thing to MySQL and another to SQLite.
function tame(text: string): string {
  return text.replace(/[!%_]/g, "!$&");
}
