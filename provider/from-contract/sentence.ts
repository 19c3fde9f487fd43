/** A server's detail ("must be given") as a sentence of its own. */
export function sentence(text: string): string {
  const isAddress = /^[a-z]+:\/\//.test(text);
  const full = isAddress ? text : text.charAt(0).toUpperCase() + text.slice(1);
  return /[.!?]$/.test(full) ? full : `${full}.`;
}
