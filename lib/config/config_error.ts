/** The environment cannot be used; `complaints` are one line each, naming the variable and the value wanted. */
export class ConfigError extends Error {
  override name = "ConfigError";

  constructor(readonly complaints: readonly string[]) {
    super(complaints.map((complaint) => `Cannot start: ${complaint}`).join("\n"));
  }
}
