import { useNavigate } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { ClaimsField } from "../parts/claims-field.tsx";
import { CreateDialog, EditDialog } from "../parts/noun-dialogs.tsx";

const changeable = [
  "display_name",
  "client_id",
  "client_secret",
  "scopes",
  "allow_sign_up",
  "trust_email",
  "claims_max_age",
];
const required =
  "Who may sign in: an ID token must have each of these, with a value that one of its matchers matches whole. Without any, whoever has an identity here, and with sign-up anybody it knows.";

export function CreateIdentityProvider({ onClose }: { readonly onClose: () => void }): ReactNode {
  const navigate = useNavigate();
  return (
    <CreateDialog
      noun="identity_provider"
      title="Create an identity provider"
      names={["name", "issuer", ...changeable]}
      besides={["required_claims"]}
      initial={{ claims_max_age: "P1D" }}
      onClose={onClose}
      onCreated={({ id }) => void navigate({ to: "/identity-providers/$id", params: { id } })}
    >
      {(form) => <ClaimsField form={form} name="required_claims" description={required} none={null} />}
    </CreateDialog>
  );
}

export function EditIdentityProvider({
  id,
  onClose,
}: {
  readonly id: string;
  readonly onClose: () => void;
}): ReactNode {
  return (
    <EditDialog
      noun="identity_provider"
      id={id}
      title="Edit an identity provider"
      names={changeable}
      besides={["required_claims"]}
      onClose={onClose}
    >
      {(form) => <ClaimsField form={form} name="required_claims" description={required} none={null} />}
    </EditDialog>
  );
}
