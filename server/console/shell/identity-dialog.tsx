import { Alert, Button, Group, Modal, Stack, Text } from "@mantine/core";
import { IconAlertCircle } from "@tabler/icons-react";
import { type FormEvent, type ReactNode, useEffect, useSyncExternalStore } from "react";
import { client } from "../api/client.ts";
import { answerProof, isAsking, watchProof } from "../api/identity-question.ts";
import { queries, SESSION_KEY, useWrite } from "../api/queries.ts";
import { problemOf } from "../api/refusal.ts";
import type { Session } from "../api/session.ts";
import { base } from "../environment.ts";
import { PasswordField } from "../parts/password-field.tsx";
import { sentence } from "../parts/words.ts";

/** Asks who is signed in to prove it, and leaves whatever they were doing as it is. */
export function IdentityDialog(): ReactNode {
  const isOpen = useSyncExternalStore(watchProof, isAsking);
  return (
    <Modal
      opened={isOpen}
      onClose={() => {
        answerProof(false);
      }}
      title="Confirm that it is you"
      zIndex={400}
      closeButtonProps={{ "aria-label": "Close" }}
    >
      {isOpen && <Questions />}
    </Modal>
  );
}

function Questions(): ReactNode {
  const session = queries.getQueryData<Session | null>(SESSION_KEY);
  const ways = session?.confirm_by;
  return (
    <Stack gap="md">
      <Text size="sm">
        What you are about to do gives access, takes it from others, or cannot be undone. It needs a sign-in
        of the last ten minutes; what you typed stays.
      </Text>
      {ways && ways.identity_providers.length > 0 && <Providers ways={ways.identity_providers} />}
      {(ways?.password ?? true) && <PasswordForm />}
    </Stack>
  );
}

function PasswordForm(): ReactNode {
  const confirm = useWrite("session.confirm", (session) => {
    queries.setQueryData(SESSION_KEY, session);
    answerProof(true);
  });
  // Uncontrolled: what is typed is in the field, and in no state that anything else reads.
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    event.stopPropagation();
    const typed = new FormData(event.currentTarget).get("password");
    confirm.mutate({ body: { password: typeof typed === "string" ? typed : "" } });
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        {confirm.error && (
          <Alert color="red" variant="light" icon={<IconAlertCircle size={18} />} role="alert">
            {sentence(problemOf(confirm.error).detail)}
          </Alert>
        )}
        <PasswordField autoFocus />
        <Group justify="flex-end" gap="xs">
          <Button
            variant="default"
            onClick={() => {
              answerProof(false);
            }}
          >
            Cancel
          </Button>
          <Button type="submit" loading={confirm.isPending}>
            Confirm
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** In a tab of its own, so that nothing here is lost; whoever comes back from there has another session. */
function Providers({ ways }: { readonly ways: Session["confirm_by"]["identity_providers"] }): ReactNode {
  useEffect(() => {
    const before = queries.getQueryData<Session | null>(SESSION_KEY)?.id;
    const look = async (): Promise<void> => {
      const result = await client.call("session.get", {});
      if (result.type === "problem" || result.value.id === before) return;
      queries.setQueryData(SESSION_KEY, result.value);
      answerProof(true);
    };
    const onFocus = (): void => void look();
    window.addEventListener("focus", onFocus);
    return () => {
      window.removeEventListener("focus", onFocus);
    };
  }, []);
  return (
    <Stack gap="xs">
      {ways.map(({ name, display_name: shown }) => (
        <Button
          key={name}
          component="a"
          variant="default"
          fullWidth
          target="_blank"
          rel="noopener"
          href={`${base}/v1/session:begin?${new URLSearchParams({ provider: name, confirm: "true", return_to: "/confirmed" }).toString()}`}
        >
          Confirm with {shown ?? name} in a new tab
        </Button>
      ))}
    </Stack>
  );
}
