/**
 * Builds an app for production and serves it in development.
 *
 * @module
 */
export { Builder, type BuildOptions, type ResolvedBuildConfig } from "./builder.ts";
export type { OnTransformArgs, OnTransformOptions, TransformFn } from "./file_transformer.ts";
