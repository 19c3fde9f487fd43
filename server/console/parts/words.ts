/** `expires_at` as people read it: "Expires at". */
const spelled: Readonly<Record<string, string>> = {
  id: "ID",
  ip: "IP",
  cidrs: "CIDRs",
  url: "URL",
  uri: "URI",
  tls: "TLS",
  cloudevents: "CloudEvents",
  caep: "OpenID CAEP",
  e: "e",
};

export function labelOf(name: string): string {
  // What refers to another object is called by what it is.
  const words = name.replace(/_id$/, "").split("_");
  const [first = "", ...rest] = words.map((word) => spelled[word] ?? word);
  return [`${first.charAt(0).toUpperCase()}${first.slice(1)}`, ...rest].join(" ");
}

/** What a server says, as a sentence on a page. */
export function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}${/[.!?]$/.test(text) ? "" : "."}`;
}

/** "1 token", "2 tokens", "10,000 tokens". */
export function counted(count: number, noun: string): string {
  return `${count.toLocaleString("en")} ${noun}${count === 1 ? "" : "s"}`;
}
