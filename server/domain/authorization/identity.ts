import { nouns } from "../../contract/nouns/all.ts";
import type { Identity } from "../memory/known.ts";
import type { Rights, Subject } from "./rights.ts";

/** What a reverse proxy may tell its upstream. */
export function identityIn({ subject, token }: Rights, project: string): Identity {
  return {
    subject_type: subject.type,
    subject_id: subject.id,
    subject: referenceTo(subject),
    token_id: token.id,
    project,
  };
}

/** By which people know a token's owner: `sa/shop/deployer`, `usr/ann@example.com`, `role/system/admin`. */
export function referenceTo({ type, scope, name }: Subject): string {
  const { idPrefix, reference } = nouns[type];
  return reference === "PROJECT/NAME" ? `${idPrefix}/${scope.name}/${name}` : `${idPrefix}/${name}`;
}
