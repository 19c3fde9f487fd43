import { Skeleton, Text } from "@mantine/core";
import { IconCheck, IconX } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { Reply, Request } from "../../contract/operations.ts";
import { useRead } from "../api/queries.ts";
import { ErrorState } from "./error-state.tsx";
import classes from "./explanation.module.css";
import { inlineCode } from "./inline-code.tsx";
import { StateBadge } from "./state-badge.tsx";
import { modeWords } from "./token-badges.tsx";
import { When } from "./when.tsx";
import { sentence } from "./words.ts";

type Explained = Reply<"access.explain">;
type Holding = Explained["allowed_by"][number];

/** What may be asked: whether somebody may do something, and why. */
export type Question = Request<"access.explain">["body"];

/** The server's decision about one question, with the bindings, roles and rules it comes from, or what is in the way. */
export function Explanation({ question }: { readonly question: Question }): ReactNode {
  const { data, error, refetch } = useRead("access.explain", { body: question });
  if (error) return <ErrorState error={error} retry={() => void refetch()} />;
  if (!data) return <Skeleton height={120} role="status" aria-label="Asking" aria-busy="true" />;
  return (
    <div className={classes["explanation"]} role="status" aria-label="Decision">
      <div>
        <StateBadge tone={data.allowed ? "good" : "bad"} icon={data.allowed ? IconCheck : IconX}>
          {data.allowed ? "Allowed" : "Denied"}
        </StateBadge>
        <Text size="sm" mt={6}>
          {inlineCode(sentence(data.detail))}
        </Text>
      </div>
      {data.token && <TokenLimits token={data.token} />}
      {data.allowed_by.length > 0 && <Holdings title="Each of these is enough" holdings={data.allowed_by} />}
      {data.missing.map(({ code, detail, nearest }) => (
        <div key={code}>
          <Text size="sm" fw={600}>
            {inlineCode(sentence(detail))}
          </Text>
          {nearest.length > 0 && <Holdings title="What comes nearest" holdings={nearest} />}
        </div>
      ))}
    </div>
  );
}

function TokenLimits({ token }: { readonly token: NonNullable<Explained["token"]> }): ReactNode {
  return (
    <Text size="sm">
      The token{" "}
      <Link to="/tokens/$id" params={{ id: token.id }}>
        {token.name}
      </Link>{" "}
      narrows what its owner may: mode {modeWords[token.mode].toLowerCase()}
      {token.within !== null && `, within ${token.within} alone`}.
    </Text>
  );
}

function Holdings({
  title,
  holdings,
}: {
  readonly title: string;
  readonly holdings: readonly Holding[];
}): ReactNode {
  return (
    <div>
      <Text size="xs" c="dimmed">
        {title}
      </Text>
      <ul className={classes["holdings"]}>
        {holdings.map((holding, index) => (
          // The same rule may be held twice in one project, and an inherited one has no id.
          <li key={String(index)}>
            <HeldRole holding={holding} />
          </li>
        ))}
      </ul>
    </div>
  );
}

/** The way from somebody to a right: a group if any, the binding, the role, and its rule. */
function HeldRole({ holding }: { readonly holding: Holding }): ReactNode {
  const { role, role_id: roleId, group, group_id: groupId, project, role_binding_id: binding } = holding;
  if (role === null || roleId === null) return "A role that is held above, in a project that you do not see.";
  return (
    <>
      <span>
        {groupId !== null && (
          <>
            by the group{" "}
            <Link to="/groups/$id" params={{ id: groupId }}>
              {group ?? groupId}
            </Link>{" "}
            →{" "}
          </>
        )}
        <Link to="/roles/$id" params={{ id: roleId }}>
          {role}
        </Link>{" "}
        in <strong>{project}</strong>
        {holding.inherited && " (inherited from above)"}
        {holding.expires_at !== null && (
          <>
            , ends <When at={holding.expires_at} />
          </>
        )}
      </span>
      {holding.rule && <code className={`mono ${classes["rule"] ?? ""}`}>{ruleText(holding)}</code>}
      <span className={classes["binding"]}>
        {binding === null ? "the role that the token belongs to" : `binding ${binding}`}
      </span>
    </>
  );
}

function ruleText({ rule, rule_index: index }: Holding): string {
  if (!rule) return "";
  const names = rule.resource_names ? ` on ${rule.resource_names.join(", ")}` : "";
  return `rules[${String(index ?? 0)}]  ${rule.resource_type}: ${rule.actions.join(", ")}${names}`;
}
