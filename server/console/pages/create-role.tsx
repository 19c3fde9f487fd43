import { Alert, Button, Group, Paper, Stack } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { Rule } from "../../contract/built-in-roles.ts";
import { nouns } from "../../contract/nouns/all.ts";
import type { Request } from "../../contract/operations.ts";
import { createSchema } from "../../contract/schemas.ts";
import { client } from "../api/client.ts";
import { showCreated } from "../api/queries.ts";
import { valueOf } from "../api/refusal.ts";
import { ContractFields, useObjectForm } from "../parts/object-form.tsx";
import { PageHeader } from "../parts/page-header.tsx";
import { ProjectField } from "../parts/project-field.tsx";
import { RulesEditor } from "../parts/rules-editor.tsx";
import { tell } from "../parts/toast.ts";
import { useUrlFilters } from "../parts/url-filters.ts";

const schema = createSchema(nouns.role);

export function CreateRolePage(): ReactNode {
  const navigate = useNavigate();
  const [{ project = "system" }] = useUrlFilters();
  const form = useObjectForm({
    initial: { project, rules: [] },
    schema,
    send: async (values) => {
      // The schema above was satisfied.
      const body = values as Request<"role.create">["body"];
      const { id, name } = valueOf(await client.call("role.create", { body }));
      showCreated("role");
      tell(`The role ${name} is created. Bind it to somebody.`);
      await navigate({ to: "/roles/$id", params: { id } });
    },
  });
  return (
    <>
      <PageHeader
        title="Create a role"
        about="What it is called, where it can be bound, and what it allows."
      />
      <Paper withBorder p="md">
        <form onSubmit={form.submit} noValidate>
          <Stack gap="md">
            <ContractFields noun={nouns.role} names={["name", "description"]} form={form} />
            <ProjectField form={form} description="It is bound there or below." />
            <RulesEditor
              // What the form began with, and what the editor gives back.
              rules={form.values["rules"] as readonly Rule[]}
              onChange={(rules) => {
                form.set("rules", rules);
              }}
              project={String(form.values["project"])}
              error={form.errors["rules"]}
            />
            {form.errors[""] !== undefined && (
              <Alert color="red" variant="light" role="alert">
                {form.errors[""]}
              </Alert>
            )}
            <Group justify="flex-end">
              <Button type="submit" loading={form.isBusy}>
                Create role
              </Button>
            </Group>
          </Stack>
        </form>
      </Paper>
    </>
  );
}
