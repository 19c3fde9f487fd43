/** What inputs of many lines have in common: `NAME = VALUE [option=value ...]`, one a line. */
export type Refuse = (problem: string) => void;

/** Reads each line that is not empty and no comment; problems are said with the input and the line. */
export function readLines<T>(
  { input, text }: { readonly input: string; readonly text: string },
  read: (line: string, refuse: Refuse) => T | undefined,
  refuse: Refuse,
): T[] {
  return text.split(/\r?\n/).flatMap((line, index) => {
    if (/^\s*(?:#|$)/.test(line)) return [];
    return read(line, (problem) => refuse(`\`${input}\`, line ${String(index + 1)}: ${problem}`)) ?? [];
  });
}

export interface LineParts {
  readonly left: string;
  readonly right: string;
  readonly options: string;
}

export function splitLine(line: string): LineParts | undefined {
  const match = /^\s*([^\s=]+)\s*=\s*([^\s=]+)((?:\s+[^\s=]+=\S*)*)\s*$/.exec(line);
  return match ? { left: match[1] ?? "", right: match[2] ?? "", options: match[3] ?? "" } : undefined;
}

/** The options of a line, by their names. */
export function readOptions<Name extends string>(
  text: string,
  names: readonly Name[],
  refuse: Refuse,
): { readonly [name in Name]?: string } {
  const given: { [name in Name]?: string } = {};
  for (const option of text.split(/\s+/).filter((part) => part !== "")) {
    const end = option.indexOf("=");
    const key = option.slice(0, end);
    const name = names.find((known) => known === key);
    if (name === undefined) refuse(`there is no option ${key}; there are ${names.join(", ")}.`);
    else if (given[name] !== undefined) refuse(`${key} is given twice.`);
    else given[name] = option.slice(end + 1);
  }
  return given;
}

const modes = ["full_access", "read_only"] as const;
export type Mode = (typeof modes)[number];

export function checkMode(text: string, refuse: Refuse): Mode {
  const mode = modes.find((known) => known === text);
  if (mode === undefined) refuse("must be `full_access` or `read_only`.");
  return mode ?? "read_only";
}

export function checkWithin(text: string, refuse: Refuse): void {
  if (!/^[a-z0-9][a-z0-9.-]{0,252}$/.test(text)) {
    refuse("must be the name of a project, for example `shop.payments`.");
  }
}
