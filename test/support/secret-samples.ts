/** Secrets as people have them, the same at every run: of many lines, in JSON, short, of any script, with quotes. */
export function secretsOf(count: number): readonly string[] {
  const next = numbers(20_260_101);
  return Array.from({ length: count }, (_, index) => kinds[index % kinds.length]!(textOf(next), index));
}

type TextOf = (length: number, alphabet?: string) => string;

const ALPHANUMERIC = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
const BASE64 = `${ALPHANUMERIC}+/`;

const kinds: readonly ((text: TextOf, index: number) => string)[] = [
  (text) => `${text(4, ALPHANUMERIC)}${text(1, "0123456789")}`,
  (text) => text(12),
  (text) => `ghp_${text(36)}`,
  (text) => [`-----BEGIN PRIVATE KEY-----`, ...lines(text), `-----END PRIVATE KEY-----`, ""].join("\n"),
  (text) => JSON.stringify({ type: "service", key_id: text(20), key: lines(text).join("\n") }, null, 2),
  (text) => JSON.stringify({ user: text(10), password: `${text(6)}"${text(6)}` }),
  (text) => `${text(5)}"${text(5)}'${text(5)}\`${text(4)}`,
  (text) => `${text(6)}ü€${text(4)}😀漢字${text(4)}`,
  (text) => `${text(8)} ${text(8)} & <${text(8)}>%0A::error::${text(4)}`,
  (text) => `${text(10)}\r\n${text(10)}\r\n${text(10)}`,
  (text) => `${text(43, BASE64)}=`,
  (text) => `${text(10)}\\${text(6)}$${text(6)}\t${text(6)}`,
];

function lines(text: TextOf): string[] {
  return [text(64, BASE64), text(64, BASE64), `${text(22, BASE64)}==`];
}

/** xorshift32: what a test needs of randomness is that it stays the same. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state >>> 0;
  };
}

function textOf(next: () => number): TextOf {
  return (length, alphabet = ALPHANUMERIC) =>
    Array.from({ length }, () => alphabet[next() % alphabet.length]).join("");
}
