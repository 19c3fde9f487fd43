import type { Send } from "../contract/client.ts";

/** Follows no redirect, so that the token goes to the server that was named and to no other. */
export const send: Send = async ({ method, url, headers, body, signal }) => {
  const response = await fetch(url, {
    method,
    headers,
    signal,
    redirect: "manual",
    ...(body !== undefined && { body }),
  });
  return {
    status: response.status,
    header: (name) => response.headers.get(name) ?? undefined,
    text: await response.text(),
  };
};
