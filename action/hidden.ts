import { collapsed } from "./plain-text.ts";

/** The least a secret has: a mask of less would hide every `no` of the job. */
const LEAST = 4;
/** The least of which encoded forms are known, too: those of less are found in anything. */
const LEAST_ENCODED = 8;

/** What keeps secrets from people: the runner's masks for the whole job, and our own for every text of this process. */
export interface Hidden {
  /** Registers a secret, and what it is read back from, before anything can speak of it. */
  readonly hide: (secret: string) => void;
  /** A text without anything hidden so far. */
  readonly redact: (text: string) => string;
}

/** @param register tells the runner one mask, a single line */
export function createHidden(register: (mask: string) => void): Hidden {
  const masked = new Set<string>();
  let known: readonly string[] = [];
  return {
    hide: (secret) => {
      const forms = formsOf(secret);
      for (const mask of forms.masks) {
        if (!masked.has(mask)) register(mask);
        masked.add(mask);
      }
      // Longest first, so that what a form leaves of a longer one is nothing.
      known = [...new Set([...known, ...forms.masks, ...forms.others])].toSorted(
        (a, b) => b.length - a.length,
      );
    },
    redact: (text) => known.reduce((rest, form) => rest.replaceAll(form, "***"), text),
  };
}

interface Forms {
  /** For the runner, which of each knows base64, JSON, XML, percent and shell escapes itself. */
  readonly masks: readonly string[];
  /** For ourselves, besides. */
  readonly others: readonly string[];
}

/**
 * The runner registers every line of a mask, a `{` alone too, after which nothing with a `{` passes from job to job. So
 * lines that say nothing are left out, and what is encoded is so as a whole: then it is one line again.
 */
function formsOf(secret: string): Forms {
  const text = secret.trim();
  const lines = text.split(/\r\n|\r|\n/).map((line) => line.trim());
  const parts = [...lines, ...leavesOf(text)].filter(
    (part) => part.length >= LEAST && (part === text || saysSomething(part)),
  );
  if (parts.length === 0) return { masks: [], others: [] };
  const json = JSON.stringify(text).slice(1, -1);
  const others = [
    text,
    collapsed(text),
    json,
    encodeURIComponent(text.toWellFormed()),
    Buffer.from(text).toString("hex"),
    ...parts.flatMap((part) => (part.length < LEAST_ENCODED ? [] : base64Of(part))),
  ];
  if (text.length < LEAST_ENCODED) return { masks: parts, others };
  return { masks: [...new Set([...parts, ...(lines.length > 1 ? [json] : []), ...base64Of(text)])], others };
}

/** The lines and brackets around a key or an object are in every other one as well. */
function saysSomething(line: string): boolean {
  return !/^-{3,}(?:BEGIN|END) [^-]*-{3,}$/.test(line) && !/^(?:[^\p{L}\p{N}]*|"[^"]*": *[[{])$/u.test(line);
}

/** The texts in a secret that is JSON. */
function leavesOf(text: string): readonly string[] {
  if (!/^[[{]/.test(text)) return [];
  const leaves: string[] = [];
  try {
    JSON.parse(text, (_, value: unknown) => {
      if (typeof value === "string") leaves.push(...value.split(/\r\n|\r|\n/).map((line) => line.trim()));
      return value;
    });
  } catch {
    return [];
  }
  return leaves;
}

/**
 * What base64 and base64url hold of a text wherever it stands in what is encoded, `Authorization: Basic` pairs among them:
 * its whole groups of three bytes, from each of the three places where a group can begin.
 */
function base64Of(text: string): readonly string[] {
  const bytes = Buffer.from(text);
  return [0, 1, 2].flatMap((start) => {
    const groups = bytes.subarray(start, start + Math.floor((bytes.length - start) / 3) * 3);
    return groups.length < LEAST ? [] : [groups.toString("base64"), groups.toString("base64url")];
  });
}

/** What a phase is given that nobody is to see, whether it has a use for it or not. */
export function givenSecrets(
  env: Readonly<Record<string, string | undefined>>,
  getInput: (name: string) => string,
): readonly string[] {
  return [
    getInput("token"),
    getInput("secrets-token"),
    getInput("github-token"),
    env["JETON_TOKEN"] ?? "",
    env["ACTIONS_ID_TOKEN_REQUEST_TOKEN"] ?? "",
  ];
}
