import { Alert, Button, PasswordInput, Stack } from "@mantine/core";
import { IconAlertCircle, IconKey, IconPlus } from "@tabler/icons-react";
import { type FormEvent, lazy, type ReactNode } from "react";
import { NEWEST, queries, SESSION_KEY, useEndless, useWrite } from "../api/queries.ts";
import { problemOf } from "../api/refusal.ts";
import { useSignedIn } from "../api/session.ts";
import { EmptyState } from "../parts/empty-state.tsx";
import { Facts, Section } from "../parts/facts.tsx";
import { PageHeader } from "../parts/page-header.tsx";
import { tell } from "../parts/toast.ts";
import { useDialog } from "../parts/use-dialog.tsx";
import { Instant } from "../parts/when.tsx";
import { sentence } from "../parts/words.ts";
import classes from "./profile.module.css";
import { TokenTable } from "./token-table.tsx";

// Forms bring the contract's schemas with them, which lists do without.
const CreateToken = lazy(async () => ({ default: (await import("./create-token.tsx")).CreateToken }));

/** Who is signed in: their tokens, their password, and where they are signed in. */
export function ProfilePage(): ReactNode {
  const { user, created_at: at, expires_at: end } = useSignedIn();
  return (
    <>
      <PageHeader title="My profile" about={user.email} />
      <Facts
        facts={[
          ["Name", user.display_name ?? "not given"],
          ["Signed in", <Instant key="in" at={at} />],
          ["Signed out, unless used before", <Instant key="out" at={end} />],
        ]}
      />
      <OwnTokens user={user.id} />
      <Section title="Change my password">
        <PasswordForm />
      </Section>
      <Sessions user={user.id} />
    </>
  );
}

function OwnTokens({ user }: { readonly user: string }): ReactNode {
  const list = useEndless("token.list", { user_id: user, session: "false", order_by: NEWEST });
  const { dialog, show } = useDialog();
  const create = (
    <Button
      size="xs"
      leftSection={<IconPlus size={15} />}
      onClick={() => {
        show((close) => <CreateToken isMine onClose={close} />);
      }}
    >
      Create token
    </Button>
  );
  return (
    <Section title="Manage your API Tokens" action={create}>
      <TokenTable
        list={list}
        show={show}
        isOwn
        empty={
          <EmptyState icon={IconKey} title="You have no API tokens">
            <p>A token acts as you, and may do less. For jobs and services, prefer a service account.</p>
          </EmptyState>
        }
      />
      {dialog}
    </Section>
  );
}

function Sessions({ user }: { readonly user: string }): ReactNode {
  const list = useEndless("token.list", {
    user_id: user,
    session: "true",
    state: "active",
    order_by: NEWEST,
  });
  const { dialog, show } = useDialog();
  return (
    <Section title="Where you are signed in">
      <TokenTable list={list} show={show} isOwn empty={<p className={classes["none"]}>Nowhere.</p>} />
      {dialog}
    </Section>
  );
}

function PasswordForm(): ReactNode {
  const change = useWrite("session.change-password", (session) => {
    queries.setQueryData(SESSION_KEY, session);
    tell("Your password is changed; wherever else you were signed in, you are not any more.");
  });
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const form = event.currentTarget;
    const typed = new FormData(form);
    const of = (name: string): string => {
      const text = typed.get(name);
      return typeof text === "string" ? text : "";
    };
    const body = { current_password: of("current_password"), password: of("password") };
    change.mutate(
      { body },
      {
        onSuccess: () => {
          form.reset();
        },
      },
    );
  };
  const { detail, errors = [] } = change.error ? problemOf(change.error) : { detail: "" };
  const errorOf = (name: string): string | undefined => {
    const found = errors.find(({ pointer }) => pointer === `/${name}`);
    return found && sentence(found.detail);
  };
  return (
    <form onSubmit={submit} className={classes["password"]}>
      <Stack gap="sm">
        {change.error && errors.length === 0 && (
          <Alert color="red" variant="light" role="alert" icon={<IconAlertCircle size={18} />}>
            {sentence(detail)}
          </Alert>
        )}
        <PasswordInput
          label="Present password"
          name="current_password"
          autoComplete="current-password"
          required
          error={errorOf("current_password")}
          visibilityToggleButtonProps={{ "aria-label": "Show or hide the present password" }}
        />
        <PasswordInput
          label="New password"
          name="password"
          description="12 characters or more. Every other session of yours ends."
          autoComplete="new-password"
          required
          error={errorOf("password")}
          visibilityToggleButtonProps={{ "aria-label": "Show or hide the new password" }}
        />
        <Button type="submit" loading={change.isPending}>
          Change password
        </Button>
      </Stack>
    </form>
  );
}
