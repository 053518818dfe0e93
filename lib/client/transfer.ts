/** What is sent, and who is told how it goes. */
export interface TransferJob {
  file: Blob;
  name: string;
  /** Where the server has begun to take it: a path of this host. */
  path: string | undefined;
  /** The server takes it there. */
  placed(path: string): void;
  /** So many bytes have gone. */
  moved(sent: number): void;
  /** All of it is there. */
  done(): void;
  failed(fault: TransferFault): void;
}

/** Why it did not go on. */
export interface TransferFault {
  /** The status of the server's answer; `undefined`: there was none. */
  status?: number | undefined;
  /** The code and the field of the server's error. */
  code?: string | undefined;
  field?: string | undefined;
  /** Milliseconds that the server asks to wait. */
  afterMs?: number | undefined;
}

/** How files get to the server. */
export interface Transport {
  /** Begins to send, or goes on; gives back how to stop that, which tells nothing more. */
  send(job: TransferJob): () => void;
  /** Has the server forget a file. */
  forget(path: string): void;
}
