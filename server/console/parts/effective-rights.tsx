import { Button, Text, TextInput, UnstyledButton } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { IconCheck, IconMinus } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useMemo, useState } from "react";
import type { Request } from "../../contract/operations.ts";
import { client } from "../api/client.ts";
import { useRead } from "../api/queries.ts";
import { valueOf } from "../api/refusal.ts";
import classes from "./effective-rights.module.css";
import { ErrorState } from "./error-state.tsx";
import { Section } from "./facts.tsx";
import { type MatrixType, matrixTypes } from "./matrix-model.ts";
import { ProjectFilter } from "./project-filter.tsx";
import { useDialog } from "./use-dialog.tsx";
import { WhyDrawer } from "./why-drawer.tsx";

type Body = Request<"access.check">["body"];
/** Whose rights: a token's, a user's, a service account's, or a role's. */
type Subject = Pick<Body, "token_id" | "user_id" | "service_account_id" | "role_id">;

/** Questions that the server takes at once. */
const AT_ONCE = 100;
/** Types that are asked about without being looked for. */
const MOST_TYPES = 40;

/**
 * What somebody may do in a project as things are, decided by the server as at each request; each answer says why when it
 * is asked. It is read when somebody wants to see it.
 */
export function EffectiveRights({
  subject,
  project: home,
}: {
  readonly subject: Subject;
  readonly project: string;
}): ReactNode {
  const [project, setProject] = useState(home);
  const [isOpen, setOpen] = useState(false);
  return (
    <Section
      title="Effective rights"
      action={
        isOpen && (
          <ProjectFilter
            value={project}
            onChange={(chosen) => {
              setProject(chosen ?? home);
            }}
          />
        )
      }
    >
      {isOpen ? (
        <Rights subject={subject} project={project} />
      ) : (
        <div className={classes["closed"]}>
          <Text size="sm" c="dimmed">
            What is allowed as things are: roles, groups, mode and limits taken together.
          </Text>
          <Button
            size="xs"
            variant="default"
            onClick={() => {
              setOpen(true);
            }}
          >
            Show effective rights
          </Button>
        </div>
      )}
    </Section>
  );
}

function Rights({ subject, project }: { readonly subject: Subject; readonly project: string }): ReactNode {
  const [text, setText] = useState("");
  const [search] = useDebouncedValue(text, 250);
  const found = useTypes(search);
  const types = found.slice(0, MOST_TYPES);
  const { data, error, refetch } = useAllowed({ subject, project, types });
  const { dialog, show } = useDialog();
  const ask = (type: string, action: string): void => {
    const question = { ...subject, project, resource_type: type, action };
    show((close) => <WhyDrawer question={question} onClose={close} />);
  };
  return (
    <div className={classes["rights"]}>
      <TextInput
        type="search"
        size="xs"
        maw={280}
        aria-label="Show only types with this in their name or area"
        placeholder="Filter types"
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value);
        }}
      />
      {error && <ErrorState error={error} retry={() => void refetch()} />}
      <table className={classes["table"]} aria-label={`Effective rights in ${project}`} aria-busy={!data}>
        <thead>
          <tr>
            <th scope="col">Resource type</th>
            <th scope="col">Actions: choose one to see why</th>
          </tr>
        </thead>
        <tbody>
          {types.map((type) => (
            <TypeRow key={type.name} type={type} allowed={data} onAsk={ask} />
          ))}
        </tbody>
      </table>
      {found.length > types.length && (
        <Text size="xs" c="dimmed">
          {(found.length - types.length).toLocaleString("en")} more types: filter by their name.
        </Text>
      )}
      {dialog}
    </div>
  );
}

function TypeRow({
  type,
  allowed,
  onAsk,
}: {
  readonly type: MatrixType;
  readonly allowed: ReadonlySet<string> | undefined;
  readonly onAsk: (type: string, action: string) => void;
}): ReactNode {
  return (
    <tr>
      <th scope="row" className="mono">
        {type.name}
      </th>
      <td>
        <div className={classes["actions"]}>
          {type.actions.map(({ name }) => {
            const isAllowed = allowed?.has(`${type.name}:${name}`);
            const Icon = isAllowed ? IconCheck : IconMinus;
            const words = isAllowed === undefined ? "" : isAllowed ? ": allowed" : ": denied";
            return (
              <UnstyledButton
                key={name}
                className={classes["action"]}
                data-allowed={isAllowed}
                aria-label={`${type.name} ${name}${words}. Why?`}
                aria-haspopup="dialog"
                onClick={() => {
                  onAsk(type.name, name);
                }}
              >
                <Icon size={13} stroke={2} aria-hidden />
                {name}
              </UnstyledButton>
            );
          })}
        </div>
      </td>
    </tr>
  );
}

/** Types that questions are about: those that stand for several are none. */
function useTypes(search: string): readonly MatrixType[] {
  const { data } = useRead("resource_type.list", {
    query: { page_size: 200, ...(search !== "" && { search }) },
  });
  return useMemo(
    () =>
      matrixTypes(data?.items ?? []).filter(
        ({ actions, name, area }) =>
          actions.length > 0 && `${name} ${area}`.toLowerCase().includes(search.toLowerCase()),
      ),
    [data, search],
  );
}

/** Each `type:action` that is allowed. */
function useAllowed({
  subject,
  project,
  types,
}: {
  readonly subject: Subject;
  readonly project: string;
  readonly types: readonly MatrixType[];
}) {
  const pairs = types.flatMap(({ name, actions }) => actions.map((action) => [name, action.name] as const));
  return useQuery({
    queryKey: ["effective-rights", subject, project, pairs],
    queryFn: async () => {
      const allowed = new Set<string>();
      for (let from = 0; from < pairs.length; from += AT_ONCE) {
        const asked = pairs.slice(from, from + AT_ONCE);
        const checks = asked.map(([type, action]) => ({ resource_type: type, action, project }));
        const { results } = valueOf(await client.call("access.check", { body: { ...subject, checks } }));
        for (const [index, [type, action]] of asked.entries()) {
          if (results[index]?.allowed) allowed.add(`${type}:${action}`);
        }
      }
      return allowed;
    },
    enabled: pairs.length > 0,
  });
}
