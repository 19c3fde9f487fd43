import { Alert, Button, Group, Paper, Select, Stack, Text } from "@mantine/core";
import { IconAlertTriangle, IconCircleCheck, IconCircleX, IconTerminal2 } from "@tabler/icons-react";
import { useSearch } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import { parseDuration } from "../../contract/duration.ts";
import { keyCode } from "../../sealed-box/key-code.ts";
import { useWrite } from "../api/queries.ts";
import { problemOf } from "../api/refusal.ts";
import { useSignedIn } from "../api/session.ts";
import { CopyField } from "../parts/copy-field.tsx";
import { inWords } from "../parts/duration-words.ts";
import { EmptyState } from "../parts/empty-state.tsx";
import { Facts } from "../parts/facts.tsx";
import { PageHeader } from "../parts/page-header.tsx";
import { sentence } from "../parts/words.ts";

/** What `jeton login` asks for, in the address it prints. */
interface Asked {
  /** What the token is sealed for, so that it opens in that program alone. */
  readonly key: string;
  readonly code: string;
  /** What the program says its machine is called: anybody may say anything. */
  readonly machine: string;
  readonly ttl: string;
  /** Where on this machine it waits; absent, the person carries the answer over. */
  readonly back?: { readonly port: number; readonly state: string };
}

const lifetimes = ["1h", "12h", "24h", "7d", "30d"];
const KEY = /^[A-Za-z0-9+/]{43}=$/;

/** Where a person lets a command line sign in as them (`docs/design/cli-login.md`). */
export function CliLoginPage(): ReactNode {
  const search: Readonly<Record<string, string | undefined>> = useSearch({ strict: false });
  const asked = askedIn(search);
  return (
    <>
      <PageHeader title="Sign in the command line" />
      {search["done"] === "true" ? (
        <EmptyState icon={IconCircleCheck} title="The command line is signed in">
          Close this tab and go on in the terminal. The token is among those of your profile, where you can
          revoke it.
        </EmptyState>
      ) : search["refused"] === "true" ? (
        <Refused />
      ) : asked ? (
        <Question asked={asked} />
      ) : (
        <EmptyState icon={IconTerminal2} title="Begin in a terminal">
          Run <code>jeton login</code> there and open the address that it prints, whole.
        </EmptyState>
      )}
    </>
  );
}

function askedIn({
  key = "",
  name = "",
  ttl = "",
  port,
  state = "",
}: Readonly<Record<string, string | undefined>>): Asked | undefined {
  if (!KEY.test(key)) return undefined;
  const asked = {
    key,
    code: keyCode(key),
    machine: name.slice(0, 64) || "a machine without a name",
    ttl: parseDuration(ttl) === undefined ? "12h" : ttl,
  };
  if (port === undefined) return asked;
  const isPort = /^[1-9]\d{0,4}$/.test(port) && Number(port) < 65_536;
  return isPort ? { ...asked, back: { port: Number(port), state } } : undefined;
}

/** To this very machine and nowhere else, whatever the address said; the program there sends back to this page. */
function goBack({ port, state }: NonNullable<Asked["back"]>, answer: Readonly<Record<string, string>>): void {
  location.replace(`http://127.0.0.1:${port}/?${new URLSearchParams({ state, ...answer })}`);
}

function Question({ asked }: { readonly asked: Asked }): ReactNode {
  const { user } = useSignedIn();
  const [ttl, setTtl] = useState(asked.ttl);
  const [sealed, setSealed] = useState<string>();
  const [isRefused, setRefused] = useState(false);
  const make = useWrite("token.create", ({ sealed_secret: text = "" }) => {
    const { back } = asked;
    if (back) goBack(back, { sealed: text });
    else setSealed(text);
  });
  const refuse = (): void => {
    if (asked.back) goBack(asked.back, { refused: "true" });
    else setRefused(true);
  };
  if (isRefused) return <Refused />;
  if (sealed !== undefined) return <Answer sealed={sealed} />;
  const choices = [...new Set([asked.ttl, ...lifetimes])];
  return (
    <Paper withBorder p="lg" maw={560}>
      <Stack gap="md">
        <Text size="sm">
          A program asks for a token of yours, with all your rights. It says that it is{" "}
          <code>jeton login</code>:
        </Text>
        <Facts
          facts={[
            ["On", asked.machine],
            ["As", user.email],
            [
              "Code",
              <Text key="code" component="strong" className="mono" size="xl">
                {asked.code}
              </Text>,
            ],
          ]}
        />
        <Alert color="yellow" variant="light" icon={<IconAlertTriangle size={18} />}>
          Go on only if you have just run <code>jeton login</code> yourself and your terminal shows this code.
          Nobody else has a reason to send you here.
        </Alert>
        <Select
          label="The token lasts"
          data={choices.map((value) => ({ value, label: inWords(value) }))}
          value={ttl}
          allowDeselect={false}
          onChange={(chosen) => {
            setTtl(chosen ?? asked.ttl);
          }}
        />
        {make.error && (
          <Alert color="red" variant="light" role="alert">
            {sentence(problemOf(make.error).detail)}
          </Alert>
        )}
        <Group justify="space-between" gap="sm">
          <Button variant="default" disabled={make.isPending || make.isSuccess} onClick={refuse}>
            Refuse
          </Button>
          <Button
            loading={make.isPending || make.isSuccess}
            onClick={() => {
              make.mutate({ body: { user_id: user.id, ...tokenFor(asked, ttl) } });
            }}
          >
            The code is the same: sign in
          </Button>
        </Group>
      </Stack>
    </Paper>
  );
}

function Refused(): ReactNode {
  return (
    <EmptyState icon={IconCircleX} title="Nothing was signed in">
      No token was made. If somebody sent you this address, tell whoever looks after security: it asked for
      all your rights.
    </EmptyState>
  );
}

function tokenFor({ key, code, machine }: Asked, ttl: string) {
  return {
    name: `jeton-cli-${code.toLowerCase()}`,
    description: `Made by \`jeton login\` on ${machine}.`,
    max_age: ttl,
    sealed_for: key,
  };
}

function Answer({ sealed }: { readonly sealed: string }): ReactNode {
  return (
    <Paper withBorder p="lg" maw={560}>
      <CopyField
        label="Paste this into the terminal"
        description="It opens nowhere but in the program that showed the code."
        text={sealed}
      />
    </Paper>
  );
}
