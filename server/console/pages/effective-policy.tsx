import { Skeleton, Table } from "@mantine/core";
import type { ReactNode } from "react";
import { policy } from "../../contract/nouns/policy.ts";
import type { Reply } from "../../contract/operations.ts";
import { useRead } from "../api/queries.ts";
import { ErrorState } from "../parts/error-state.tsx";
import { inlineCode } from "../parts/inline-code.tsx";
import { StateBadge } from "../parts/state-badge.tsx";
import { labelOf } from "../parts/words.ts";
import classes from "./effective-policy.module.css";
import { policyRules, PolicyValue, type Rule } from "./policy-values.tsx";

type Effective = Reply<"policy.effective">;

/** What holds in a project, rule by rule: the value, whose it is, and what it means. */
export function EffectivePolicy({ project }: { readonly project: string }): ReactNode {
  const { data, error, refetch } = useRead("policy.effective", { query: { project } });
  if (error) return <ErrorState error={error} retry={() => void refetch()} />;
  if (!data) return <Skeleton height={260} role="status" aria-label="Loading" aria-busy="true" />;
  return (
    <Table className={classes["rules"]} aria-label={`Policy in force in ${project}`}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th scope="col">Rule</Table.Th>
          <Table.Th scope="col">In force</Table.Th>
          <Table.Th scope="col">Set by</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {policyRules.map((rule) => (
          <Table.Tr key={rule}>
            <Table.Th scope="row">
              {labelOf(rule)}
              <span className={classes["meaning"]}>{inlineCode(policy.fields[rule].description)}</span>
            </Table.Th>
            <Table.Td data-title="In force">
              <strong>
                <PolicyValue rule={rule} value={data[rule]} />
              </strong>
            </Table.Td>
            <Table.Td data-title="Set by">
              <Source policy={data} rule={rule} />
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

function Source({
  policy: { project, sources },
  rule,
}: {
  readonly policy: Effective;
  readonly rule: Rule;
}): ReactNode {
  const source = sources[rule];
  if (source === null) return <span className={classes["nobody"]}>nobody: the default</span>;
  if (source.project === project) return <StateBadge tone="good">the policy of {project} itself</StateBadge>;
  return <StateBadge tone="notice">the policy of {source.project}, above</StateBadge>;
}
