/** Whether a Node.js of that version (`v24.7.0`) comes before another. Written so that any Node.js can run it. */
export function isOlderNode(version: string, [least, minor]: readonly [number, number]): boolean {
  const [ownMajor = 0, ownMinor = 0] = version.replace(/^v/, "").split(".").map(Number);
  return ownMajor < least || (ownMajor === least && ownMinor < minor);
}
