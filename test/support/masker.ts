/**
 * What a GitHub runner does to keep secrets out of its log (actions/runner: SecretMasker, ValueEncoders and the add-mask
 * command), as strictly as it is there and no more, so that a test sees what people would see.
 */
export interface Masker {
  /** `::add-mask::`: the value, each line of it, and the encodings the runner knows of each. */
  readonly add: (value: string) => void;
  readonly mask: (text: string) => string;
}

export function createMasker(): Masker {
  const values = new Set<string>();

  const add = (value: string): void => {
    for (const part of [value, ...value.split(/\r?\n/).map((line) => line.trim())]) {
      if (part === "") continue;
      values.add(part);
      for (const encoded of encodings(part)) if (encoded !== "") values.add(encoded);
    }
  };

  const mask = (text: string): string => {
    const ranges = [...values]
      .flatMap((value) => positions(text, value))
      .toSorted((a, b) => a.start - b.start);
    let masked = "";
    let index = 0;
    for (let at = 0; at < ranges.length;) {
      const { start } = ranges[at]!;
      let { end } = ranges[at]!;
      // Ranges that overlap or touch become one.
      for (at += 1; at < ranges.length && ranges[at]!.start <= end; at += 1)
        end = Math.max(end, ranges[at]!.end);
      masked += `${text.slice(index, start)}***`;
      index = end;
    }
    return masked + text.slice(index);
  };

  return { add, mask };
}

function positions(text: string, value: string): { readonly start: number; readonly end: number }[] {
  const found = [];
  for (let at = text.indexOf(value); at >= 0; at = text.indexOf(value, at + 1)) {
    found.push({ start: at, end: at + value.length });
  }
  return found;
}

function encodings(value: string): string[] {
  const bytes = Buffer.from(value, "utf8");
  const ampersand = value.includes("&+") ? value.indexOf("&+") + 2 : value.lastIndexOf("&") + 1;
  const [before, after] = [value.slice(0, ampersand), value.slice(ampersand)];
  return [
    bytes.toString("base64"),
    ...[1, 2]
      .filter((shift) => bytes.length > shift)
      .map((shift) => bytes.subarray(shift).toString("base64")),
    value.replaceAll('"', String.raw`\"`),
    value.replaceAll("'", "''"),
    JSON.stringify(value).slice(1, -1),
    encodeURIComponent(value).replaceAll(
      /[!'()*]/g,
      (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
    ),
    value
      .replaceAll("&", "&amp;")
      .replaceAll("<", "&lt;")
      .replaceAll(">", "&gt;")
      .replaceAll('"', "&quot;")
      .replaceAll("'", "&apos;"),
    value.length > 8 && value.startsWith('"') && value.endsWith('"') ? value.slice(1, -1) : "",
    before.length >= 6 ? before : "",
    ampersand > 0 && after.length >= 6 ? after : "",
  ];
}
