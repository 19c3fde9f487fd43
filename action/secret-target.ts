/** Whose jobs read a secret; each has secrets and a public key of its own. */
type Store = "actions" | "dependabot" | "codespaces";

/** A secret of GitHub, by who has it. */
export type SecretTarget =
  | {
      readonly type: "repository";
      readonly owner: string;
      readonly repository: string;
      readonly store: Store;
      /** Undefined for a secret of the repository itself. */
      readonly environment: string | undefined;
      readonly name: string;
    }
  | { readonly type: "organization"; readonly owner: string; readonly store: Store; readonly name: string };

/** GitHub's own rules for these names; dots alone would be other paths. */
const OWNER = /^[A-Za-z0-9](?:[A-Za-z0-9_-]{0,38})$/;
const REPOSITORY = /^(?!\.{1,2}$)[A-Za-z0-9._-]{1,100}$/;
const NAME = /^(?!GITHUB_)[A-Z_][A-Z0-9_]{0,99}$/;

const TARGET = /^(repo|org):([^#@!]+)(?:!(dependabot|codespaces))?(?:@([^#]+))?#(.+)$/;

/**
 * `repo:OWNER/NAME#SECRET`, `repo:OWNER/NAME@ENVIRONMENT#SECRET` (percent-encoded) or `org:OWNER#SECRET`, after whose names
 * `!dependabot` or `!codespaces` may stand; undefined for others.
 */
export function parseTarget(text: string): SecretTarget | undefined {
  const [, kind, place = "", given, encoded, name = ""] = TARGET.exec(text) ?? [];
  if (!NAME.test(name)) return undefined;
  // The expression has no others.
  const store = (given ?? "actions") as Store;
  // Environments are of Actions alone.
  if (encoded !== undefined && (store !== "actions" || kind === "org")) return undefined;
  if (kind === "repo") return parseRepository(place, { store, encoded, name });
  return OWNER.test(place) ? { type: "organization", owner: place, store, name } : undefined;
}

function parseRepository(
  place: string,
  {
    encoded,
    ...rest
  }: { readonly store: Store; readonly encoded: string | undefined; readonly name: string },
): SecretTarget | undefined {
  const [, owner = "", repository = ""] = /^([^/]+)\/([^/]+)$/.exec(place) ?? [];
  if (!OWNER.test(owner) || !REPOSITORY.test(repository)) return undefined;
  const environment = encoded === undefined ? undefined : decoded(encoded);
  return environment === null ? undefined : { type: "repository", owner, repository, environment, ...rest };
}

/** Null for what is no name of an environment. */
function decoded(text: string): string | null {
  try {
    const name = decodeURIComponent(text);
    return name.length > 255 || /\p{C}/u.test(name) || /^\.{1,2}$/.test(name) ? null : name;
  } catch {
    return null;
  }
}

/** As in the line it was read from, one spelling each: GitHub does not tell `Shop` from `shop`. */
export function formatTarget(target: SecretTarget): string {
  const owner = target.owner.toLowerCase();
  const store = target.store === "actions" ? "" : `!${target.store}`;
  if (target.type === "organization") return `org:${owner}${store}#${target.name}`;
  const environment =
    target.environment === undefined ? "" : `@${encodeURIComponent(target.environment.toLowerCase())}`;
  return `repo:${owner}/${target.repository.toLowerCase()}${store}${environment}#${target.name}`;
}
