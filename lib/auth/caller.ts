/** Where a request comes from. */
export interface Caller {
  headers: Headers;
  /** Whether it came over HTTPS. */
  secure: boolean;
  url: URL;
  address: string;
}
