/**
 * Where the bytes of files are kept: in rows of the database that all instances share, in files below
 * DATA_DIR, or in an object store. Ids are 32 lower-case hex digits.
 *
 * Every method throws `Unavailable` where it is away or slow, and `TooLarge` with the field "disk"
 * where it is full.
 */
export interface ByteStore {
  /** Bytes that are best written at once: pieces begin at its multiples. */
  readonly piece: number;
  /**
   * Writes a piece at `at`, a multiple of `piece`, over whatever is there; shorter only at the end of
   * what is there. It is on the disk when this resolves, as far as a COMMIT would be, unless there is
   * a `settle`.
   * @param holder who holds the file (`FileStore.hold`): nobody else writes it
   * @throws {Conflict} if it is seen that somebody else holds it by now
   */
  write(id: string, holder: string, at: number, bytes: Uint8Array<ArrayBuffer>): Promise<void>;
  /**
   * What was written of a file is on the disk when this resolves, as far as a COMMIT would be; where
   * it is not there, `write` sees to it. Called often, it makes a slow disk slower.
   */
  settle?(id: string): Promise<void>;
  /**
   * Bytes `from` up to `to`, exclusive, as they are taken, in pieces of no certain length.
   * @throws {NotFound} while it is read, if they are not all there
   */
  read(id: string, range: { from: number; to: number }): AsyncIterable<Uint8Array<ArrayBuffer>>;
  /** Removes all of a file; one that is not there is no error. */
  remove(id: string): Promise<void>;
  /** Bytes that are free where it writes; `undefined`: nobody knows. */
  free(): Promise<number | undefined>;
  /** Lets go of what it holds open. */
  close(): Promise<void>;
}
