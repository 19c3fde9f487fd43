import { ActionIcon, Button, Group, Input, SegmentedControl, Stack, TextInput } from "@mantine/core";
import { IconPlus, IconTrash } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { CreateDialog, EditDialog } from "../parts/noun-dialogs.tsx";
import type { ObjectForm } from "../parts/object-form.tsx";

export function CreateResourceType({ onClose }: { readonly onClose: () => void }): ReactNode {
  return (
    <CreateDialog
      noun="resource_type"
      title="Declare a resource type"
      names={["name", "area", "description"]}
      besides={["actions"]}
      initial={{ actions: [{ name: "", access: "read" }] }}
      onClose={onClose}
    >
      {(form) => <Actions form={form} />}
    </CreateDialog>
  );
}

export function EditResourceType({
  id,
  onClose,
}: {
  readonly id: string;
  readonly onClose: () => void;
}): ReactNode {
  return (
    <EditDialog
      noun="resource_type"
      id={id}
      title="Edit a resource type"
      names={["area", "description"]}
      besides={["actions"]}
      onClose={onClose}
    >
      {(form) => <Actions form={form} />}
    </EditDialog>
  );
}

interface Action {
  readonly name: string;
  readonly access: "read" | "write";
}

const accesses = [
  { value: "read", label: "Reads" },
  { value: "write", label: "Writes" },
];

function Actions({ form }: { readonly form: ObjectForm }): ReactNode {
  // What the form begins with, and what is set here.
  const actions = (form.values["actions"] ?? []) as readonly Action[];
  const set = (next: readonly Action[]): void => {
    form.set("actions", next);
  };
  return (
    <Input.Wrapper
      label="Actions"
      description="Each reads or writes, which is fixed once it is saved: read-only tokens reach what reads."
      error={form.errors["actions"]}
      labelElement="div"
    >
      <Stack gap={6} mt={4}>
        {actions.map((action, index) => (
          // Actions have no other identity while their names are typed.
          <Group key={String(index)} gap="xs" wrap="nowrap">
            <TextInput
              aria-label={`Name of action ${String(index + 1)}`}
              value={action.name}
              onChange={(event) => set(actions.with(index, { ...action, name: event.currentTarget.value }))}
              autoComplete="off"
              flex={1}
            />
            <SegmentedControl
              aria-label={`Access of action ${String(index + 1)}`}
              size="xs"
              data={accesses}
              value={action.access}
              onChange={(access) =>
                set(actions.with(index, { ...action, access: access === "read" ? "read" : "write" }))
              }
            />
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={`Remove action ${String(index + 1)}`}
              onClick={() => set(actions.toSpliced(index, 1))}
            >
              <IconTrash size={16} />
            </ActionIcon>
          </Group>
        ))}
        <Group>
          <Button
            size="xs"
            variant="default"
            leftSection={<IconPlus size={15} />}
            onClick={() => set([...actions, { name: "", access: "read" }])}
          >
            Add an action
          </Button>
        </Group>
      </Stack>
    </Input.Wrapper>
  );
}
