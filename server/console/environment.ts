/** What the server wrote into the page. */
function written(name: string): string {
  return document.querySelector<HTMLMetaElement>(`meta[name="${name}"]`)?.content ?? "";
}

/** The path below which a proxy has put the server; empty for none. */
export const base = written("jeton-base");

/** What style elements have to carry for the page's policy to let them in. */
export const styleNonce = written("jeton-style-nonce");
