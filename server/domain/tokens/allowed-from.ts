import { type AddressRange, addressAsRange, covers, parseRange } from "../../contract/address-range.ts";
import type { TokenRow } from "../rows.ts";

/** Whether a token may be used from an address; an unknown one is in no range. */
export function isAllowedFrom(
  { allowed_cidrs: ranges }: Pick<TokenRow, "allowed_cidrs">,
  ip: string | null,
): boolean {
  if (ranges === null) return true;
  const address = ip === null ? undefined : addressAsRange(ip);
  return address !== undefined && ranges.some((text) => rangeHas(text, address));
}

function rangeHas(text: string, address: AddressRange): boolean {
  const range = parseRange(text);
  return range !== undefined && covers(range, address);
}
