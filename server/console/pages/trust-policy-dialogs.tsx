import { IconBrandGithub } from "@tabler/icons-react";
import type { ReactNode } from "react";
import type { Rule } from "../../contract/built-in-roles.ts";
import { ClaimsField } from "../parts/claims-field.tsx";
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

const ofJobs =
  "An ID token must have each of these, with a value that one of its matchers matches whole: * stands for anything within a segment, ** for anything. Of GitHub and GitLab.com one must be an immutable id, such as repository_id.";

/** What jobs of one repository have, whatever its name becomes. */
const ofGithub = {
  label: "As of GitHub Actions",
  icon: IconBrandGithub,
  values: {
    issuer: "https://token.actions.githubusercontent.com",
    claims: { repository_id: [], ref: ["refs/heads/main"] },
  },
} as const;

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
          <ClaimsField form={form} name="claims" description={ofJobs} examples={[ofGithub]} />
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
          <ClaimsField form={form} name="claims" description={ofJobs} examples={[ofGithub]} />
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
