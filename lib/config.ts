export type { Config, MysqlConfig, RedisConfig, S3Config, SqliteConfig } from "./config/config.ts";
export { ConfigError } from "./config/config_error.ts";
export { loadConfig, readEnvironment, reportConfigError } from "./config/load_config.ts";
export { type Environment, parseConfig, type ParseOptions } from "./config/parse_config.ts";
export { ENV_NAMES } from "./config/variables.ts";
