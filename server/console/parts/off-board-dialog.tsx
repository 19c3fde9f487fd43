import { Checkbox, Loader, SegmentedControl, Select, Stack, Text } from "@mantine/core";
import { type ReactNode, useState } from "react";
import type { Reply } from "../../contract/operations.ts";
import { client } from "../api/client.ts";
import { queries, showChanged, showDeleted, useRead } from "../api/queries.ts";
import { valueOf } from "../api/refusal.ts";
import { ConfirmDialog } from "./confirm-dialog.tsx";
import { ErrorState } from "./error-state.tsx";
import { tell } from "./toast.ts";
import { counted } from "./words.ts";

type Leftovers = Reply<"user.leftovers">;
type ShownTokens = "end_secrets" | "revoke" | "keep";

const outcomes = [
  { value: "end_secrets", label: "Refuse those secrets; the tokens stay, to be rotated" },
  { value: "revoke", label: "Revoke the tokens for good" },
  { value: "keep", label: "Leave both as they are" },
];

/** Ends all that somebody leaves behind, after it was shown. */
export function OffBoardDialog({
  noun,
  id,
  name,
  onClose,
}: {
  readonly noun: "user" | "service_account";
  readonly id: string;
  readonly name: string;
  readonly onClose: () => void;
}): ReactNode {
  const { data: left, error } = useRead(`${noun}.leftovers`, { id });
  const [isDeleting, setDeleting] = useState(false);
  const [shownTokens, setShownTokens] = useState<ShownTokens>("end_secrets");
  const [isDeep, setDeep] = useState(false);
  return (
    <ConfirmDialog
      title={`Off-board ${name}?`}
      confirmLabel={isDeleting ? "Off-board and delete" : "Off-board and disable"}
      onClose={onClose}
      onConfirm={async () => {
        const body = { delete: isDeleting, shown_tokens: shownTokens, include_derived: isDeep };
        valueOf(await client.call(`${noun}.off-board`, { id, body }));
        if (isDeleting) showDeleted(noun, id);
        else showChanged(noun, valueOf(await client.call(`${noun}.get`, { id })));
        void queries.invalidateQueries();
        tell(`${name} is off-boarded.`);
      }}
    >
      {error && <ErrorState error={error} />}
      {!left && !error && <Loader size="sm" />}
      {left && (
        <Stack gap="sm">
          <LeftoverList left={left} />
          {left.shown_tokens.length > 0 && (
            <>
              <Select
                label={`${counted(left.shown_tokens.length, "token")} of others with a secret they know`}
                data={outcomes}
                value={shownTokens}
                onChange={(value) => {
                  // One of those above.
                  setShownTokens((value ?? "end_secrets") as ShownTokens);
                }}
                allowDeselect={false}
              />
              <Checkbox
                label="The same for tokens whose secret was got by one of these"
                checked={isDeep}
                onChange={(event) => {
                  setDeep(event.currentTarget.checked);
                }}
              />
            </>
          )}
          <SegmentedControl
            aria-label="What becomes of it"
            fullWidth
            size="xs"
            data={[
              { value: "disable", label: "Disable, keep the record" },
              { value: "delete", label: "Delete" },
            ]}
            value={isDeleting ? "delete" : "disable"}
            onChange={(value) => {
              setDeleting(value === "delete");
            }}
          />
        </Stack>
      )}
    </ConfirmDialog>
  );
}

function LeftoverList({ left }: { readonly left: Leftovers }): ReactNode {
  const ends = [
    ["Tokens, sessions included, are revoked", left.tokens.map((token) => `${token.project}/${token.name}`)],
    [
      "Role bindings are deleted",
      left.role_bindings.map(({ project, role_id: role }) => `${role} in ${project}`),
    ],
    ["Memberships are deleted", left.group_members.map(({ group_id: group }) => group)],
    ["Trust policies are deleted", left.trust_policies.map((policy) => `${policy.project}/${policy.name}`)],
    [
      "Secrets they know, of others' tokens",
      left.shown_tokens.map((token) => `${token.project}/${token.name}`),
    ],
  ] as const;
  const isEmpty = ends.every(([, names]) => names.length === 0);
  return (
    <>
      {isEmpty && (
        <Text size="sm">Nothing is left behind: no tokens, bindings, memberships or known secrets.</Text>
      )}
      {ends.map(
        ([what, names]) =>
          names.length > 0 && (
            <div key={what}>
              <Text size="sm" fw={600}>
                {what} ({names.length.toLocaleString("en")})
              </Text>
              <Text size="sm" className="mono" style={{ maxHeight: 96, overflow: "auto" }} tabIndex={0}>
                {names.slice(0, 100).join(", ")}
                {names.length > 100 && " ..."}
              </Text>
            </div>
          ),
      )}
      {(left.hidden ?? 0) > 0 && (
        <Text size="sm" c="dimmed">
          And {counted(left.hidden ?? 0, "more object")} that you do not see.
        </Text>
      )}
    </>
  );
}
