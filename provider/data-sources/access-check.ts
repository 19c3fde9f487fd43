import { accessQuestion, subjectNames } from "../../server/contract/access.ts";
import { explanation } from "../../server/contract/explanation.ts";
import type { Request } from "../../server/contract/operations.ts";
import type { Attribute, Attributes, Schema } from "../framework/attribute.ts";
import type { DataSource } from "../framework/data-source.ts";
import type { Caller, Connect } from "../from-contract/connect.ts";
import { diagnose } from "../from-contract/diagnose.ts";
import { kindOf, outputs } from "../from-contract/kind.ts";

type Question = Request<"access.explain">["body"];
type Check = Request<"access.check">["body"]["checks"][number];

interface Answer {
  readonly allowed: boolean;
  readonly reasons: readonly { readonly code: string; readonly detail: string }[];
}

/** What is configured; Terraform has null for what is left out. */
interface Access {
  readonly checks: readonly object[];
  readonly allowed: boolean;
  readonly results: readonly Answer[];
}

const isSubject = (name: string): boolean => subjectNames.some((one) => one === name);
const asked = Object.entries(accessQuestion.shape).map(([name, schema]): [string, Attribute] => {
  const access = schema.safeParse(undefined).success ? { optional: true } : { required: true };
  return [name, { ...kindOf(schema, "input"), description: schema.meta()?.description ?? "", ...access }];
});
const reasons = outputs(explanation.shape.missing.element.pick({ code: true, detail: true }));

const attributes: Attributes = {
  ...Object.fromEntries(asked.filter(([name]) => isSubject(name))),
  checks: {
    type: { nesting: "list", attributes: Object.fromEntries(asked.filter(([name]) => !isSubject(name))) },
    description: "What is asked about, 1 to 100 of them.",
    required: true,
    validateCollection: (value) =>
      Array.isArray(value) && value.length >= 1 && value.length <= 100
        ? undefined
        : "Must have 1 to 100 checks.",
  },
  allowed: { type: "bool", description: "Whether all of it is allowed.", computed: true },
  results: {
    type: {
      nesting: "list",
      attributes: {
        allowed: { type: "bool", description: "Whether it is allowed.", computed: true },
        reasons: {
          type: {
            nesting: "list",
            attributes: {
              ...reasons,
              detail: { type: "string", description: "The same in words.", computed: true },
            },
          },
          description: "All that is in the way; empty when it is allowed.",
          computed: true,
        },
      },
    },
    description: "One for each check, in their order.",
    computed: true,
  },
};

const schema: Schema = {
  version: 0,
  description:
    "Whether the provider's token, or somebody else, may do each of some things, and what is in the way of it.",
  attributes,
  atMostOneOf: [[...subjectNames]],
};

/** For a `check` or a `precondition`: may somebody do this, and if not, why. */
export const accessCheck: DataSource<Connect, Access> = {
  typeName: "jeton_access_check",
  schema,

  async read(config, { client: connect, signal }) {
    const client = connect(signal);
    const { checks, ...subject } = questionsOf(config);
    const failed = { doing: "check the access", typeName: "jeton_access_check", attributes };
    const checked = await client.call("access.check", { body: { checks: [...checks], ...subject } });
    if (checked.type === "problem") return { diagnostics: diagnose(checked.problem, failed) };
    const results: Answer[] = [];
    for (const [index, { allowed }] of checked.value.results.entries()) {
      const check = checks[index];
      const answer =
        allowed || !check ? { allowed, reasons: [] } : await explained(client, { ...check, ...subject });
      if ("problem" in answer) return { diagnostics: diagnose(answer.problem, failed) };
      results.push(answer);
    }
    return { state: { allowed: results.every(({ allowed }) => allowed), results } };
  },
};

/** The contract knows no null here: what is not said is left out. */
function questionsOf(config: object): { readonly checks: readonly Check[] } & Omit<Question, keyof Check> {
  const said = (one: object): object =>
    Object.fromEntries(Object.entries(one).filter(([, value]) => value !== null));
  const { checks = [], ...others } = config as { readonly checks?: readonly object[] };
  const subject = Object.entries(said(others)).filter(([name]) => isSubject(name));
  // The attributes are the contract's.
  return { checks: checks.map((check) => said(check) as Check), ...Object.fromEntries(subject) };
}

/** Asked anew of each that is refused: should that have changed meanwhile, this is the answer. */
async function explained(client: Caller, body: Question) {
  const result = await client.call("access.explain", { body });
  if (result.type === "problem") return result;
  const { allowed, missing } = result.value;
  return { allowed, reasons: missing };
}
