import { ActionIcon, Button, Group, Input, Stack, TagsInput, TextInput } from "@mantine/core";
import { IconBrandGithub, IconPlus, IconTrash } from "@tabler/icons-react";
import type { ReactNode } from "react";
import type { Rule } from "../../contract/built-in-roles.ts";
import { CreateDialog, EditDialog } from "../parts/noun-dialogs.tsx";
import type { ObjectForm } from "../parts/object-form.tsx";
import { ReferenceField } from "../parts/reference-field.tsx";
import { RulesEditor } from "../parts/rules-editor.tsx";

const names = [
  "name",
  "description",
  "issuer",
  "audience",
  "max_ttl",
  "mode",
  "allowed_cidrs",
  "explain_refusals",
];

export function CreateTrustPolicy({ onClose }: { readonly onClose: () => void }): ReactNode {
  return (
    <CreateDialog
      noun="trust_policy"
      title="Create a trust policy"
      names={names}
      besides={["service_account_id", "claims", "rules"]}
      initial={{ claims: {} }}
      onClose={onClose}
    >
      {(form) => (
        <>
          <ReferenceField
            noun="service_account"
            name="service_account_id"
            label="Service account"
            description="Whose tokens the jobs get, as `project/name`."
            form={form}
          />
          <Claims form={form} />
          <CustomRules form={form} project="system" />
        </>
      )}
    </CreateDialog>
  );
}

export function EditTrustPolicy({
  id,
  project,
  onClose,
}: {
  readonly id: string;
  readonly project: string;
  readonly onClose: () => void;
}): ReactNode {
  return (
    <EditDialog
      noun="trust_policy"
      id={id}
      title="Edit a trust policy"
      names={names}
      besides={["claims", "rules"]}
      onClose={onClose}
    >
      {(form) => (
        <>
          <Claims form={form} />
          <CustomRules form={form} project={project} />
        </>
      )}
    </EditDialog>
  );
}

function CustomRules({ form, project }: { readonly form: ObjectForm; readonly project: string }): ReactNode {
  if (form.values["mode"] !== "custom") return null;
  // Absent, or what is set here.
  const rules = (form.values["rules"] ?? []) as readonly Rule[];
  return (
    <RulesEditor
      rules={rules}
      onChange={(next) => {
        form.set("rules", next);
      }}
      project={project}
      error={form.errors["rules"]}
    />
  );
}

type Matchers = Readonly<Record<string, readonly string[]>>;

/** What jobs of one repository have, whatever its name becomes. */
const ofGithub = {
  issuer: "https://token.actions.githubusercontent.com",
  claims: { repository_id: [], ref: ["refs/heads/main"] },
} as const;

function Claims({ form }: { readonly form: ObjectForm }): ReactNode {
  // What the form begins with, and what is set here.
  const entries = Object.entries((form.values["claims"] ?? {}) as Matchers);
  const set = (next: readonly (readonly [string, readonly string[]])[]): void => {
    form.set("claims", Object.fromEntries(next));
  };
  return (
    <Input.Wrapper
      label="Claims"
      description="An ID token must have each of these, with a value that one of its matchers matches whole: * stands for anything within a segment, ** for anything. Of GitHub and GitLab.com one must be an immutable id, such as repository_id."
      error={form.errors["claims"]}
      labelElement="div"
    >
      <Stack gap={6} mt={4}>
        {entries.map(([name, matchers], index) => (
          // The name is what is typed: its place is what stays.
          <Group key={String(index)} gap="xs" align="flex-start" wrap="nowrap">
            <TextInput
              aria-label={`Name of claim ${String(index + 1)}`}
              value={name}
              onChange={(event) => set(entries.with(index, [event.currentTarget.value, matchers]))}
              autoComplete="off"
              w={150}
            />
            <TagsInput
              aria-label={`Values of claim ${String(index + 1)}`}
              value={[...matchers]}
              onChange={(values) => set(entries.with(index, [name, values]))}
              flex={1}
            />
            <ActionIcon
              variant="subtle"
              color="gray"
              size="lg"
              aria-label={`Remove claim ${String(index + 1)}`}
              onClick={() => set(entries.toSpliced(index, 1))}
            >
              <IconTrash size={16} />
            </ActionIcon>
          </Group>
        ))}
        <Group gap="xs">
          <Button
            size="xs"
            variant="default"
            leftSection={<IconPlus size={15} />}
            onClick={() => set([...entries, ["", []]])}
          >
            Add a claim
          </Button>
          <Button
            size="xs"
            variant="default"
            leftSection={<IconBrandGithub size={15} />}
            onClick={() => {
              form.set("issuer", ofGithub.issuer);
              form.set("claims", ofGithub.claims);
            }}
          >
            As of GitHub Actions
          </Button>
        </Group>
      </Stack>
    </Input.Wrapper>
  );
}
