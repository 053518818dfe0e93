import { DetailedError, Upload } from "tus-js-client";
import type { TransferFault, Transport } from "./transfer.ts";

/** Where uploads are begun, by the tus protocol 1.0. */
const ENDPOINT = "/tus";

/** Sends files by the tus protocol. Whether a failure is to be tried again is the caller's matter. */
export const tusTransport: Transport = {
  send(job) {
    const { file, name, path, placed, moved, done, failed } = job;
    const upload: Upload = new Upload(
      file,
      {
        // With both, the library begins anew whatever the server answers to its question.
        ...(path === undefined
          ? { endpoint: new URL(ENDPOINT, location.href).href }
          : { uploadUrl: new URL(path, location.href).href }),
        metadata: { filename: name },
        retryDelays: null,
        storeFingerprintForResuming: false,
        fingerprint: () => Promise.resolve(""),
        onUploadUrlAvailable() {
          if (upload.url) placed(new URL(upload.url, location.href).pathname);
        },
        onProgress: (sent) => moved(sent),
        onSuccess: () => done(),
        onError: (error) => failed(faultOf(error)),
      } as ConstructorParameters<typeof Upload>[1],
    );
    upload.start();
    return () => void upload.abort().catch(() => {});
  },
  forget(path) {
    const headers = { "tus-resumable": "1.0.0" };
    // What is not forgotten now is after a while.
    void fetch(path, { method: "DELETE", headers, keepalive: true }).catch(() => {});
  },
};

function faultOf(error: Error | DetailedError): TransferFault {
  const answer = error instanceof DetailedError ? error.originalResponse : undefined;
  if (!answer) return {};
  const seconds = Number(answer.getHeader("retry-after"));
  return {
    status: answer.getStatus(),
    ...toldIn(answer.getBody()),
    ...(seconds > 0 ? { afterMs: seconds * 1_000 } : {}),
  };
}

function toldIn(body: string): Pick<TransferFault, "code" | "field"> {
  try {
    const { error }: { error?: Record<string, unknown> } = JSON.parse(body);
    return { code: textOf(error?.code), field: textOf(error?.field) };
  } catch {
    return {};
  }
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}
