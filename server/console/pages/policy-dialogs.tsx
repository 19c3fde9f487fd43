import type { ReactNode } from "react";
import { queries } from "../api/queries.ts";
import { CreateDialog, EditDialog } from "../parts/noun-dialogs.tsx";
import { ProjectField } from "../parts/project-field.tsx";
import { policyRules } from "./policy-values.tsx";

/** What is in force may be another, in every project below. */
export function forgetEffective(): void {
  void queries.invalidateQueries({ queryKey: ["policy.effective"] });
}

export function CreatePolicy({
  project,
  onClose,
}: {
  readonly project: string;
  readonly onClose: () => void;
}): ReactNode {
  return (
    <CreateDialog
      noun="policy"
      title="Create a policy"
      names={policyRules}
      besides={["project"]}
      initial={{ project, allow_never: true, creators: "self_service" }}
      onClose={onClose}
      onCreated={() => {
        forgetEffective();
        onClose();
      }}
    >
      {(form) => (
        <ProjectField
          form={form}
          description="It holds in the projects below as well, which may be stricter and never laxer."
        />
      )}
    </CreateDialog>
  );
}

export function EditPolicy({
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
      noun="policy"
      id={id}
      title={`Edit the policy of ${project}`}
      names={policyRules}
      onClose={() => {
        forgetEffective();
        onClose();
      }}
    />
  );
}
