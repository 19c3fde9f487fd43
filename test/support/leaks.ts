import type { Phase } from "./runner.ts";

/** Where a text holds a secret, as it is or in a form that is read back easily. */
export function findSecret(text: string, secret: string): string | undefined {
  const bytes = Buffer.from(secret, "utf8");
  const forms: Record<string, string> = {
    "as it is": secret,
    reversed: Array.from(secret).toReversed().join(""),
    "in hexadecimal": bytes.toString("hex"),
    "percent-encoded": encodeURIComponent(secret),
  };
  for (const shift of [0, 1, 2]) {
    // The first and last characters of base64 depend on the neighbours; what is between is the same in every text.
    const middle = bytes.subarray(shift, shift + Math.floor((bytes.length - shift) / 3) * 3);
    forms[`in base64, shifted by ${String(shift)}`] = middle.toString("base64").slice(0, -4);
    forms[`in base64url, shifted by ${String(shift)}`] = middle.toString("base64url").slice(0, -4);
  }
  // What is left of a short one is in anything.
  return Object.entries(forms).find(
    ([, form]) => form.length >= Math.min(4, secret.length) && text.includes(form),
  )?.[0];
}

/**
 * Every place where a phase lets people see one of the secrets. Not only what the runner shows, which it has masked: what
 * the process prints must be free of them without any mask, its `::add-mask::` lines aside.
 */
export function leaksOf(phase: Phase, secrets: readonly string[]): string[] {
  const stdout = phase.stdout.split("\n").filter((line) => !line.startsWith("::add-mask::"));
  const places = {
    log: phase.log,
    stdout: stdout.join("\n"),
    stderr: phase.stderr,
    summary: phase.summary,
    annotations: phase.annotations.map(({ message }) => message).join("\n"),
  };
  return Object.entries(places).flatMap(([place, text]) =>
    secrets.flatMap((secret) => {
      const form = findSecret(text, secret);
      return form === undefined ? [] : [`${place} holds a secret ${form}`];
    }),
  );
}
