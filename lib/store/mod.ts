export { migrateNow, type OpenOptions, openStore, renewNow } from "./open_store.ts";
export type { MysqlStoreConfig, SqliteStoreConfig, StoreConfig } from "./store_config.ts";
export { StoreRefused } from "./store_refused.ts";
