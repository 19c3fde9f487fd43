import { Alert, Checkbox, Loader } from "@mantine/core";
import { IconCode } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { type NounName, nouns } from "../../contract/nouns/all.ts";
import type { Request } from "../../contract/operations.ts";
import { createSchema, updateSchema } from "../../contract/schemas.ts";
import { client } from "../api/client.ts";
import { showChanged, showCreated } from "../api/queries.ts";
import { asError, valueOf } from "../api/refusal.ts";
import { ErrorState } from "./error-state.tsx";
import { isDeclaredElsewhere } from "./managed-badge.tsx";
import { ContractFields, FormDialog, type ObjectForm, useObjectForm, type Values } from "./object-form.tsx";
import { tell } from "./toast.ts";

/** Nouns that are created and changed by the same operations; `project` stands for any of them where types must. */
type Editable = Exclude<NounName, "group_member" | "role_binding" | "user_identity">;
export type Made = Values & { readonly id: string };

interface DialogProps<N extends NounName> {
  readonly noun: N;
  readonly title: string;
  /** Fields that the contract makes inputs for. */
  readonly names: readonly string[];
  /** Fields that `children` shows, with their errors. */
  readonly besides?: readonly string[];
  readonly children?: (form: ObjectForm) => ReactNode;
  readonly onClose: () => void;
}

/** Creates an object: what is filled in is checked as the server checks it, and what it refuses is told at its field. */
export function CreateDialog<N extends NounName>({
  noun: name,
  title,
  names,
  besides = [],
  initial = {},
  children,
  onClose,
  onCreated,
}: DialogProps<N> & {
  readonly initial?: Values;
  /** What is done then instead of closing it. */
  readonly onCreated?: (made: Made) => void;
}): ReactNode {
  const noun = nouns[name];
  const form = useObjectForm({
    initial,
    schema: createSchema(noun),
    send: async (values) => {
      // The schema of this very noun was satisfied; of its operations all have this shape.
      const request = { body: values } as unknown as Request<"project.create">;
      const made = valueOf(
        await client.call(`${name}.create` as "project.create", request),
      ) as unknown as Made;
      showCreated(name);
      tell(`The ${noun.title} is created.`);
      if (onCreated) onCreated(made);
      else onClose();
    },
  });
  return (
    <FormDialog
      title={title}
      submitLabel="Create"
      form={form}
      shownFields={[...names, ...besides]}
      onClose={onClose}
    >
      <ContractFields noun={noun} names={names} form={form} />
      {children?.(form)}
    </FormDialog>
  );
}

/** Changes an object as it is now: the server refuses when somebody else has changed it meanwhile. */
export function EditDialog<N extends Editable>(props: DialogProps<N> & { readonly id: string }): ReactNode {
  const { noun, id, title, onClose } = props;
  const { data, error } = useQuery({
    queryKey: [`${noun}.edit`, id],
    queryFn: async () => {
      const result = await client.call(`${noun}.get` as "project.get", { id });
      if (result.type === "problem") throw asError(result.problem);
      // What was got is of this very noun, whose objects all have these fields.
      return { object: result.value as unknown as Made & { readonly managed_by: string }, etag: result.etag };
    },
    staleTime: 0,
    gcTime: 0,
  });
  if (data) return <EditForm {...props} object={data.object} etag={data.etag} />;
  // There is nothing to fill in or send until the object is there: no more than these two matters.
  const form = { errors: {}, isBusy: true } as unknown as ObjectForm;
  return (
    <FormDialog title={title} submitLabel="Save" form={form} shownFields={[]} onClose={onClose}>
      {error ? <ErrorState error={error} /> : <Loader size="sm" />}
    </FormDialog>
  );
}

function EditForm<N extends Editable>({
  noun: name,
  title,
  names,
  besides = [],
  children,
  onClose,
  object,
  etag,
}: DialogProps<N> & {
  readonly object: Made & { readonly managed_by: string };
  readonly etag: string | undefined;
}): ReactNode {
  const noun = nouns[name];
  const all = [...names, ...besides];
  const isManaged = isDeclaredElsewhere(object.managed_by);
  const [isSure, setSure] = useState(!isManaged);
  const form = useObjectForm({
    initial: Object.fromEntries(
      all.map((field) => [field, object[field]]).filter(([, value]) => value !== undefined),
    ),
    schema: updateSchema(noun),
    send: async (values) => {
      const changed = Object.entries(values).filter(
        ([field, value]) => JSON.stringify(value) !== JSON.stringify(object[field]),
      );
      const request = { id: object.id, body: Object.fromEntries(changed) } as Request<"project.update">;
      const done = await client.call(`${name}.update` as "project.update", request, { ifMatch: etag });
      showChanged(name, valueOf(done));
      tell(`The ${noun.title} is changed.`);
      onClose();
    },
  });
  return (
    <FormDialog
      title={title}
      submitLabel="Save"
      form={form}
      shownFields={all}
      onClose={onClose}
      isReady={isSure}
    >
      {isManaged && <ManagedNotice by={object.managed_by} isSure={isSure} onChange={setSure} />}
      <ContractFields noun={noun} names={names} form={form} />
      {children?.(form)}
    </FormDialog>
  );
}

/** Asks before something is changed that is declared elsewhere. */
function ManagedNotice({
  by,
  isSure,
  onChange,
}: {
  readonly by: string;
  readonly isSure: boolean;
  readonly onChange: (isSure: boolean) => void;
}): ReactNode {
  return (
    <Alert variant="light" color="steel" icon={<IconCode size={18} />} title={`Managed by ${by}`}>
      It is declared there, and its next run may undo what you change here.
      <Checkbox
        mt="xs"
        label="Change it here all the same"
        checked={isSure}
        onChange={(event) => {
          onChange(event.currentTarget.checked);
        }}
      />
    </Alert>
  );
}
