/** In files below a directory of this machine, for one instance. */
export interface DiskBytesConfig {
  kind: "disk";
  /** The folder; it is made if it is not there. */
  path: string;
}

/** In rows of the database that instances share. */
export interface DatabaseBytesConfig {
  kind: "database";
}

/** In an object store that speaks S3, whose addresses have the bucket in the path. */
export interface S3BytesConfig {
  kind: "s3";
  /** Scheme, host and port. */
  endpoint: URL;
  bucket: string;
  region: string;
  accessKey: string;
  secretKey: string;
  /** What the names of all objects begin with; may be empty. */
  prefix: string;
}

/** Where the bytes of files are kept. */
export type BytesConfig = DiskBytesConfig | DatabaseBytesConfig | S3BytesConfig;
