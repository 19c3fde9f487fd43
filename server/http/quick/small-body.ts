import type { IncomingMessage } from "node:http";

/** Bytes. More than a question has that is asked often. */
const MOST = 4096;

/** How many bytes a request says that its body has; undefined for none, and for one that is not small. */
export function smallLength(contentLength: string | undefined): number | undefined {
  const length = Number(contentLength ?? 0);
  return length > 0 && length <= MOST ? length : undefined;
}

/**
 * Shows the body of a request when it came along with the head, as small ones do. One that is still under way is not waited
 * for: the router has limits for that. Whoever does not take it leaves the request as it was, its body unread.
 * @param take whether it is done with; it throws nothing
 * @param leave called where it is not, and where the body has not come
 */
export function takeSmallBody(
  incoming: IncomingMessage,
  length: number,
  { take, leave }: { readonly take: (bytes: Buffer) => boolean; readonly leave: () => void },
): void {
  // What came in one piece with the head is there once Node.js has parsed that piece.
  queueMicrotask(() => {
    if (incoming.readableLength !== length) {
      leave();
      return;
    }
    // Without an encoding that was set a request is read as bytes.
    const bytes = incoming.read() as Buffer;
    if (take(bytes)) {
      incoming.resume();
    } else {
      // https://nodejs.org/api/stream.html#readableunshiftchunk-encoding: what was read too early is read again.
      incoming.unshift(bytes);
      leave();
    }
  });
}
