import * as z from "zod";
import { canonicalRange } from "./address-range.ts";
import { formatDuration, parseDuration, parseInstant } from "./duration.ts";
import { holdsToken } from "./token-text.ts";

/** The kinds of text and value that fields are made of. Messages say what is allowed, since people read them. */

/** What is stored and shown as it is: whoever pastes a token there is told at once, before anybody else can read it. */
export function withoutToken(schema: z.ZodString): z.ZodString {
  return schema.refine((text) => !holdsToken(text), {
    message: "holds a token; never put a secret here",
  });
}

/** Any Unicode but NUL (PostgreSQL cannot store it) and lone surrogates (UTF-8 cannot carry them); lengths in code points. */
function unicode(min: number, max: number): z.ZodString {
  return withoutToken(z.string())
    .refine((text) => !text.includes("\0") && text.isWellFormed(), {
      message: "must be valid Unicode without U+0000",
    })
    .refine((text) => text.length >= min && codePoints(text) <= max, {
      message: `must have ${String(min)} to ${String(max)} characters`,
    })
    .meta({ minLength: min, maxLength: max });
}

function codePoints(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

const LABEL = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?";

function pattern(source: string, message: string): z.ZodString {
  return z.string().regex(new RegExp(`^(?:${source})$`, "u"), { message });
}

/** RFC 1123 label. */
export const dnsLabel = pattern(
  LABEL,
  "must be a DNS label: 1 to 63 of a-z, 0-9 and '-', beginning and ending with a letter or digit",
);

const MAX_DEPTH = 8;
export const SYSTEM = "system";

const dotted = pattern(
  `(?=.{1,253}$)${LABEL}(?:\\.${LABEL}){0,${String(MAX_DEPTH - 1)}}`,
  "must be DNS labels joined by dots, at most 8 of them and 253 characters, for example `shop.payments`",
);

/** A project's own name. */
export const projectName = dotted.refine((name) => name.split(".")[0] !== SYSTEM, {
  message: "must not begin with `system`, which is reserved for the system scope",
});

/** The project an object lives in; `system` is the system scope. */
export const projectScope = dotted;

export const resourceTypeName = pattern(
  `(?=.{1,63}$)${LABEL}(?:\\.${LABEL})*`,
  "must be DNS labels joined by dots, at most 63 characters",
);

export const actionName = withoutToken(
  pattern(
    "[A-Za-z][A-Za-z0-9_-]{0,62}",
    "must be 1 to 63 letters, digits, '_' or '-', beginning with a letter",
  ),
);

/** 1 to 128 printable characters. */
export const printableName = withoutToken(
  pattern("[^\\p{C}\\p{Zl}\\p{Zp}]{1,128}", "must have 1 to 128 printable characters"),
);

const HOST_LABEL = "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?";

/**
 * An e-mail address as people have them: a local part without quotes (RFC 5322 section 3.4.1), and a host. ASCII alone,
 * hosts as RFC 5890 writes them, so that case folds in one way and no two look alike; without `/`, `*` and the backtick,
 * which mean something in references, rules and messages.
 */
export const email = withoutToken(
  pattern(
    `(?=.{3,254}$)[A-Za-z0-9.!#$%&'+=?^_{|}~-]{1,64}@${HOST_LABEL}(?:\\.${HOST_LABEL})*`,
    "must be an e-mail address such as `ann@example.com`, in ASCII, at most 254 characters",
  ),
);

/** By which e-mail addresses are compared; other letters than ASCII's stay, for none of them is in an address. */
export function foldEmail(text: string): string {
  return text.replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase());
}

export const description = unicode(0, 4096).nullable();

export const id = z.string();

/** An id, or a reference to an object by kind, project and name. */
export const reference = unicode(1, 600);

export const instant = z
  .string()
  .refine((text) => parseInstant(text) !== undefined, {
    message: "must be an RFC 3339 instant, for example `2030-01-31T12:00:00Z`",
  })
  .overwrite((text) => parseInstant(text) ?? text)
  .meta({ format: "date-time" });

export const duration = z
  .string()
  .refine((text) => (parseDuration(text) ?? 0) > 0, {
    message:
      "must be a duration of weeks, days, hours, minutes and seconds, for example `30d`, `1d12h` or `P30D`",
  })
  .overwrite((text) => {
    const seconds = parseDuration(text);
    return seconds === undefined ? text : formatDuration(seconds);
  })
  .meta({ format: "duration" });

const RANGE = "must be a CIDR range, for example `192.0.2.0/24`, `192.0.2.1/32` or `2001:db8::/32`";

/** A duration that may also be none at all. */
export const durationOrZero = z
  .string()
  .refine((text) => parseDuration(text) !== undefined, {
    message: "must be a duration, for example `1h`, or `0s` for none",
  })
  .overwrite((text) => formatDuration(parseDuration(text) ?? 0))
  .meta({ format: "duration" });

/** A CIDR range of IPv4 or IPv6 in its one spelling, so that a set of them holds none twice. */
export const addressRange = z
  .string()
  .max(64, { message: RANGE })
  .refine((text) => canonicalRange(text) === text, { error: ({ input }) => spelledOtherwise(input) });

function spelledOtherwise(text: unknown): string {
  const canonical = typeof text === "string" ? canonicalRange(text) : undefined;
  return canonical === undefined ? RANGE : `must be written \`${canonical}\`, without bits after the prefix`;
}

/** A set: an array whose order has no meaning, not empty and without duplicates. */
export function setOf(item: z.ZodString, max: number): z.ZodArray<z.ZodString> {
  return z
    .array(item)
    .min(1, { message: "must not be empty: leave it out instead, an empty list never means all" })
    .max(max, { message: `must have at most ${String(max)} entries` })
    .refine((items) => new Set(items).size === items.length, { message: "must not repeat an entry" })
    .meta({ uniqueItems: true });
}

/** Whom a token is meant for, compared as it is: RFC 7519 section 4.1.3, `StringOrURI` without white space. */
export const audience = withoutToken(
  pattern(
    "[!-~]{1,255}",
    "must be a URL or a name of 1 to 255 visible ASCII characters, for example `https://api.example.org`",
  ),
);

export const labels = z
  .record(
    withoutToken(
      pattern("[A-Za-z0-9._/-]{1,63}", "must have a key of 1 to 63 of A-Z, a-z, 0-9, '.', '_', '/' and '-'"),
    ),
    unicode(0, 255),
  )
  .refine((map) => Object.keys(map).length <= 64, { message: "must have at most 64 labels" });
