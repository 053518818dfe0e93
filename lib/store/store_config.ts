/** Messages in one file, for one instance. */
export interface SqliteStoreConfig {
  kind: "sqlite";
  /** The file; its folder is made if it is not there. */
  path: string;
}

/** Messages in a MySQL (8.4 to 9.x) or MariaDB (10.6 or later) that instances share. */
export interface MysqlStoreConfig {
  kind: "mysql";
  host: string;
  port: number;
  user: string;
  password: string;
  database: string;
  /** `auto`: TLS wherever the server offers it, whatever its certificate. */
  ssl: "off" | "auto" | "required";
  /** PEM text of the only authority to trust; with it nothing goes in the clear. */
  ca: string | undefined;
  /** Whether an existing schema may be brought up to date. */
  migrate: boolean;
}

/** Where everything is kept. */
export type StoreConfig = SqliteStoreConfig | MysqlStoreConfig;
