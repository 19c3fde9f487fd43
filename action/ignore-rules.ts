/** A line of an ignore file, for paths with `/` between their names. */
interface Rule {
  /** Whether what it matches is taken again. */
  readonly takes: boolean;
  readonly foldersOnly: boolean;
  /** One a name; undefined is `**`, any number of folders. */
  readonly names: readonly (readonly Sign[] | undefined)[];
}

/** One character, or undefined for `*`: any number of them. */
type Sign = ((character: string) => boolean) | undefined;

/**
 * Which paths an ignore file leaves out, in the notation of gitignore: comments, `!`, `*`, `?`, `[a-z]`, `[!a-z]`, `**` and
 * `\` mean the same. Other than with git the last line that matches a path or a folder of it decides, so that a file can be
 * taken again of a folder that is left out. It takes time in proportion to the paths, whatever the lines are.
 */
export function readIgnoreRules(text: string): (path: string) => boolean {
  const rules = text.split(/\r?\n/).flatMap((line) => readRule(line) ?? []);
  return (path) => {
    const names = path.split("/");
    const last = rules.findLast((rule) => matches(rule, names));
    return last !== undefined && !last.takes;
  };
}

function readRule(line: string): Rule | undefined {
  const trimmed = line.replace(/(?<!\\)[ \t]+$/, "");
  if (trimmed === "" || trimmed.startsWith("#")) return undefined;
  const takes = trimmed.startsWith("!");
  const pattern = takes ? trimmed.slice(1) : trimmed;
  const bare = pattern.replace(/^\/|\/+$/g, "");
  if (bare === "") return undefined;
  const anchored = pattern.replace(/\/+$/, "").includes("/");
  const names = bare.split(/\/+/).map((name) => (name === "**" ? undefined : signsOf(name)));
  return { takes, foldersOnly: pattern.endsWith("/"), names: anchored ? names : [undefined, ...names] };
}

function signsOf(glob: string): readonly Sign[] {
  const tokens = glob.match(/\\.|\[!?\]?[^\]]*\]|\*+|./gsu) ?? [];
  return tokens.map((token): Sign => {
    if (token.startsWith("*")) return undefined;
    if (token === "?") return () => true;
    if (token.length > 1 && token.startsWith("[")) return classOf(token.slice(1, -1));
    const literal = token.length > 1 ? token.slice(1) : token;
    return (character) => character === literal;
  });
}

/** `a-z_`, or with a `!` before it all but those. */
function classOf(text: string): (character: string) => boolean {
  const isNot = text.startsWith("!");
  const ranges = (isNot ? text.slice(1) : text).match(/.-.|./gsu) ?? [];
  const has = (character: string): boolean =>
    ranges.some((range) => {
      const [first = "", , last = first] = Array.from(range);
      return character >= first && character <= last;
    });
  return (character) => has(character) !== isNot;
}

/** Whether it is about the path, or about a folder that the path is in. */
function matches({ names, foldersOnly }: Rule, path: readonly string[]): boolean {
  let reached = new Set([0]);
  for (const signs of names) {
    const next = new Set<number>();
    for (const at of reached) {
      if (signs === undefined) for (let to = at; to <= path.length; to += 1) next.add(to);
      else if (at < path.length && matchesName(signs, Array.from(path[at] ?? ""))) next.add(at + 1);
    }
    reached = next;
  }
  return [...reached].some((end) => end > 0 && (end < path.length || !foldersOnly));
}

/** What follows the last `*` moves on until it fits: no other way needs to be tried again. */
function matchesName(signs: readonly Sign[], name: readonly string[]): boolean {
  let [at, sign] = [0, 0];
  let star: { readonly sign: number; readonly at: number } | undefined;
  while (at < name.length) {
    const isStar = sign < signs.length && signs[sign] === undefined;
    if (isStar) {
      star = { sign, at };
      sign += 1;
    } else if (signs[sign]?.(name[at] ?? "") === true) {
      at += 1;
      sign += 1;
    } else if (star !== undefined) {
      star = { sign: star.sign, at: star.at + 1 };
      [at, sign] = [star.at, star.sign + 1];
    } else return false;
  }
  return signs.slice(sign).every((rest) => rest === undefined);
}
