import { Alert, Button, Divider, Paper, Stack, TextInput, Title } from "@mantine/core";
import { IconAlertCircle } from "@tabler/icons-react";
import { type FormEvent, type ReactNode, useEffect } from "react";
import { base } from "../environment.ts";
import { queries, SESSION_KEY, useRead, useWrite } from "../api/queries.ts";
import { problemOf } from "../api/refusal.ts";
import { PasswordField } from "../parts/password-field.tsx";
import { sentence } from "../parts/words.ts";
import { Mark } from "./mark.tsx";
import classes from "./sign-in-page.module.css";

export function SignInPage(): ReactNode {
  useEffect(() => {
    document.title = "Sign in - Jeton";
  }, []);
  return (
    <main className={classes["page"]}>
      <Paper className={classes["card"]} withBorder p="xl" shadow="xs">
        <Stack gap="md">
          <div className={classes["mark"]}>
            <Mark size={34} />
            <Title order={1}>Sign in to Jeton</Title>
          </div>
          <Providers />
          <PasswordForm />
        </Stack>
      </Paper>
    </main>
  );
}

function PasswordForm(): ReactNode {
  const signIn = useWrite("session.create", (session) => {
    queries.setQueryData(SESSION_KEY, session);
  });
  // Uncontrolled: what is typed is in the field, and in no state that anything else reads.
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const typed = new FormData(event.currentTarget);
    const of = (name: string): string => {
      const text = typed.get(name);
      return typeof text === "string" ? text : "";
    };
    signIn.mutate({ body: { email: of("email").trim(), password: of("password") } });
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        {signIn.error && (
          <Alert color="red" variant="light" icon={<IconAlertCircle size={18} />} role="alert">
            {sentence(problemOf(signIn.error).detail)}
          </Alert>
        )}
        <TextInput
          label="E-mail address"
          name="email"
          type="email"
          autoComplete="username"
          autoFocus
          required
          withAsterisk={false}
        />
        <PasswordField />
        <Button type="submit" fullWidth mt="xs" loading={signIn.isPending}>
          Sign in
        </Button>
      </Stack>
    </form>
  );
}

/** Links, since the browser itself has to go there. */
function Providers(): ReactNode {
  const { data } = useRead("session.providers", {});
  if (!data || data.items.length === 0) return null;
  const back = `${location.pathname}${location.search}`;
  return (
    <>
      <Stack gap="xs">
        {data.items.map(({ name, display_name: shown }) => (
          <Button
            key={name}
            component="a"
            variant="default"
            fullWidth
            href={`${base}/v1/session:begin?${new URLSearchParams({ provider: name, return_to: back }).toString()}`}
          >
            Sign in with {shown ?? name}
          </Button>
        ))}
      </Stack>
      <Divider label="or with a password" />
    </>
  );
}
