import type { Reply } from "../../server/contract/operations.ts";
import { whoami as contract } from "../../server/contract/whoami.ts";
import type { DataSource } from "../framework/data-source.ts";
import type { Connect } from "../from-contract/connect.ts";
import { diagnose } from "../from-contract/diagnose.ts";
import { outputs } from "../from-contract/kind.ts";

const attributes = outputs(contract);

/** Whose token the provider uses, and what it may do. */
export const whoami: DataSource<Connect, Reply<"whoami">> = {
  typeName: "jeton_whoami",
  schema: { version: 0, description: "Whose token the provider uses, and what it may do.", attributes },

  async read(_config, { client: connect, signal }) {
    const result = await connect(signal).call("whoami", {});
    if (result.type === "ok") return { state: result.value };
    const attempted = { doing: "ask who the caller is", typeName: "jeton_whoami", attributes };
    return { diagnostics: diagnose(result.problem, attempted) };
  },
};
