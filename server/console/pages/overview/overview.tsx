import { SimpleGrid, Skeleton, Stack, Text } from "@mantine/core";
import { IconCircleCheck, IconAlertTriangle } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import type { Reply } from "../../../contract/operations.ts";
import { useRead } from "../../api/queries.ts";
import { problemOf } from "../../api/refusal.ts";
import { PageHeader } from "../../parts/page-header.tsx";
import { Section } from "../../parts/section.tsx";
import sectionClasses from "../../parts/section.module.css";
import { StateBadge } from "../../parts/state-badge.tsx";
import { When } from "../../parts/when.tsx";
import { sentence } from "../../parts/words.ts";
import { ExpiryFigure, UseFigure } from "./figures.tsx";
import { FirstSteps } from "./first-steps.tsx";

const DAY_MS = 24 * 60 * 60 * 1000;
const SOON_DAYS = 30;
const UNUSED_DAYS = 90;
const WEEKS_MS = 12 * 7 * DAY_MS;
const SHOWN = 6;

type Tokens = Reply<"token.list">["items"];

export function OverviewPage(): ReactNode {
  // One instant for all questions, so that they are asked once.
  const [now] = useState(() => new Date());
  const at = (milliseconds: number): string => new Date(now.getTime() + milliseconds).toISOString();
  const ending = useRead("token.list", {
    query: { expires_after: at(0), expires_before: at(WEEKS_MS), order_by: "expires_at", page_size: 200 },
  });
  const unused = useRead("token.list", {
    query: { unused_since: at(-UNUSED_DAYS * DAY_MS), state: "active", page_size: SHOWN },
  });
  const accounts = useRead("service_account.list", { query: { page_size: 1 } });
  const statistics = useRead("token.statistics", {});
  const soon = (ending.data?.items ?? []).filter(
    ({ expires_at: end }) => (end ?? "") < at(SOON_DAYS * DAY_MS),
  );
  const isNew = accounts.data?.items.length === 0;
  return (
    <>
      <PageHeader title="Overview" about="What needs a look, and what was done last.">
        <Readiness />
      </PageHeader>
      <Stack gap="md">
        {isNew && <FirstSteps />}
        <SimpleGrid cols={{ base: 1, md: 2 }} spacing="md">
          <TokenSection
            title={`Expiring within ${String(SOON_DAYS)} days`}
            tokens={ending.data && soon}
            error={ending.error}
            none="No token ends that soon."
            time={({ expires_at: end }) => <When at={end} />}
          />
          <TokenSection
            title={`Unused for ${String(UNUSED_DAYS)} days`}
            tokens={unused.data?.items}
            error={unused.error}
            none="No active token has gone unused that long."
            time={({ last_used_at: last }) => <When at={last} absent="never used" />}
          />
          {statistics.data ? <UseFigure statistics={statistics.data} /> : <Skeleton h={260} />}
          {ending.data ? (
            <ExpiryFigure
              ends={ending.data.items.flatMap(({ expires_at: end }) => end ?? [])}
              isPart={ending.data.next_page_token !== null}
              now={now}
            />
          ) : (
            <Skeleton h={260} />
          )}
        </SimpleGrid>
        <RecentChanges />
      </Stack>
    </>
  );
}

/** Whether the server answers what it is there for, by the endpoint that load balancers ask. */
function Readiness(): ReactNode {
  const { isPending, error } = useRead("readyz", {});
  if (isPending) return null;
  return error ? (
    <StateBadge tone="bad" icon={IconAlertTriangle}>
      {`Not ready: ${problemOf(error).detail}`}
    </StateBadge>
  ) : (
    <StateBadge tone="good" icon={IconCircleCheck}>
      Server ready
    </StateBadge>
  );
}

function TokenSection({
  title,
  tokens,
  error,
  none,
  time,
}: {
  readonly title: string;
  readonly tokens: Tokens | undefined;
  readonly error: Error | null;
  readonly none: string;
  readonly time: (token: Tokens[number]) => ReactNode;
}): ReactNode {
  return (
    <Section title={title}>
      {error && <Refused error={error} />}
      {!error && tokens === undefined && <Skeleton h={60} />}
      {tokens?.length === 0 && (
        <Text size="sm" c="dimmed">
          {none}
        </Text>
      )}
      {tokens !== undefined && tokens.length > 0 && (
        <ul className={sectionClasses["rows"]}>
          {tokens.slice(0, SHOWN).map((token) => (
            <li key={token.id}>
              <span>
                <strong>{token.name}</strong>{" "}
                <Text span size="xs" c="dimmed">
                  {token.project}
                </Text>
              </span>
              {time(token)}
            </li>
          ))}
        </ul>
      )}
      {tokens !== undefined && tokens.length > SHOWN && (
        <Text size="xs" c="dimmed" mt={4}>
          {`and ${String(tokens.length - SHOWN)} more`}
        </Text>
      )}
    </Section>
  );
}

function RecentChanges(): ReactNode {
  const { data, error } = useRead("audit_event.list", { query: { page_size: 8 } });
  // Most people may not read the audit: then there is nothing to say about it.
  if (error) return null;
  return (
    <Section title="Recent changes" more={<Link to="/audit">All of the audit</Link>}>
      {!data && <Skeleton h={60} />}
      <ul className={sectionClasses["rows"]}>
        {data?.items.map(({ id, action, target, actor, time }) => (
          <li key={id}>
            <span>
              <span className="mono">{action}</span>{" "}
              <Text span size="xs" c="dimmed" className="mono">
                {target.id}
              </Text>{" "}
              <Text span size="xs" c="dimmed">
                by <span className="mono">{actor.id}</span>
              </Text>
            </span>
            <When at={time} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Refused({ error }: { readonly error: Error }): ReactNode {
  return (
    <Text size="sm" c="dimmed">
      {sentence(problemOf(error).detail)}
    </Text>
  );
}
