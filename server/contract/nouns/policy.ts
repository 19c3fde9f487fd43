import * as z from "zod";
import { parseDuration } from "../duration.ts";
import { immutable, withDefault, writable } from "../field.ts";
import { byField } from "../filter.ts";
import { noun } from "../noun.ts";
import { duration, projectScope, setOf } from "../text.ts";

const LEAST_UNUSED_SECONDS = 60 * 60;

/** What is used at least that often is not looked for more often. */
const unusedAfter = duration.refine((text) => (parseDuration(text) ?? 0) >= LEAST_UNUSED_SECONDS, {
  message: "must be an hour or more",
});

const creators = z.enum(["self_service", "admins"]);

export const policy = noun({
  name: "policy",
  title: "policy",
  idPrefix: "pol",
  reference: "PROJECT",
  type: "jeton.policy",
  description:
    "What tokens of a project, and of those below it, have to comply with; one a project, named by it. " +
    "Of a project's policy and those above it the strictest value of each field is in force: nobody loosens what is set above.",
  fields: {
    project: immutable(projectScope, "The project it is for, those below included; `system` is for all."),
    max_lifetime: writable(
      duration.nullable(),
      "How long a token may live at most, from its creation or last rotation to the latest end it can have. " +
        "Tokens that last longer are refused, and while it is in force those there are have the state `blocked`.",
    ),
    allow_never: withDefault(
      writable(
        z.boolean(),
        "Whether tokens may have no end; one that use extends has none without an absolute one.",
      ),
      true,
    ),
    presets: writable(
      setOf(duration, 20).nullable(),
      "Lifetimes for forms to offer; the nearest policy that has some says which.",
    ),
    require_approval: withDefault(
      writable(
        z.boolean(),
        "Whether a token that is made, or changed to give or last more, is refused until somebody else approves it.",
      ),
      false,
    ),
    unused_after: writable(
      unusedAfter.nullable(),
      "After how long without a use a token is disabled, counted from its creation, rotation, approval, beginning or last enabling " +
        "where that is later, and looked at once an hour; an hour or more. The last usable administrator stays.",
    ),
    creators: withDefault(
      writable(
        creators,
        "Who makes tokens: `self_service`, whoever holds `jeton.token:create`; `admins`, of those only who has the role `admin` in this project or above.",
      ),
      "self_service",
    ),
  },
  filters: byField("named", "project"),
});
