import { Alert, Button, Group, List } from "@mantine/core";
import { IconAlertTriangle, IconPlus } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useParams } from "@tanstack/react-router";
import { lazy, type ReactNode } from "react";
import { queries, useEndless, useRead } from "../api/queries.ts";
import { readSome } from "../api/some.ts";
import { ActionButtons } from "../parts/action-buttons.tsx";
import { CopyField } from "../parts/copy-field.tsx";
import { inWords } from "../parts/duration-words.ts";
import { ErrorState } from "../parts/error-state.tsx";
import { Facts, Line, Lines, NoLines, Section } from "../parts/facts.tsx";
import { ManagedBadge } from "../parts/managed-badge.tsx";
import { Named } from "../parts/named.tsx";
import { PageHeader } from "../parts/page-header.tsx";
import { PageSkeleton } from "../parts/page-skeleton.tsx";
import { EnabledBadge } from "../parts/state-badge.tsx";
import { useDialog } from "../parts/use-dialog.tsx";
import { Instant, When } from "../parts/when.tsx";
import { type IdentityProvider, providerActions } from "./identity-provider-actions.tsx";
import classes from "./identity-provider.module.css";

const BindDialog = lazy(async () => ({ default: (await import("../parts/bind-dialog.tsx")).BindDialog }));

/** One identity provider: how it is set up there, who may sign in, and what their claims give them. */
export function IdentityProviderPage(): ReactNode {
  const { id = "" } = useParams({ strict: false });
  const { data: provider, error, refetch } = useRead("identity_provider.get", { id });
  const { dialog, show } = useDialog();
  const navigate = useNavigate();
  if (error) return <ErrorState error={error} retry={() => void refetch()} />;
  if (!provider) return <PageSkeleton />;
  const actions = providerActions(provider, show, () => void navigate({ to: "/identity-providers" }));
  return (
    <>
      <PageHeader title={provider.name} about={provider.display_name ?? undefined}>
        <ActionButtons actions={actions} />
      </PageHeader>
      <Group gap="xs" mb="md">
        <EnabledBadge disabled={provider.disabled} />
        <ManagedBadge managedBy={provider.managed_by} />
      </Group>
      <Facts facts={factsOf(provider)} />
      <SetUp provider={provider} />
      <ClaimBindings issuer={provider.issuer} />
      <Identities issuer={provider.issuer} />
      {dialog}
    </>
  );
}

function factsOf(provider: IdentityProvider): readonly (readonly [string, ReactNode])[] {
  const { required_claims: claims } = provider;
  const mono = (text: string): ReactNode => <span className="mono">{text}</span>;
  return [
    ["Issuer", mono(provider.issuer)],
    ["Client", mono(provider.client_id)],
    ["Asks for", mono(["openid", ...(provider.scopes ?? ["email", "profile"])].join(" "))],
    [
      "Who may sign in",
      claims === null
        ? "whoever it knows"
        : mono(
            Object.entries(claims)
              .map(([name, matchers]) => `${name} = ${matchers.join(" or ")}`)
              .join("\n"),
          ),
    ],
    ["New people", provider.allow_sign_up ? "become users" : "are linked by an administrator first"],
    ["Addresses", provider.trust_email ? "are taken unverified" : "must be verified there"],
    ["Claims count for", inWords(provider.claims_max_age)],
    ["Created", <Instant key="created" at={provider.created_at} />],
    ["Managed by", provider.managed_by],
  ];
}

/** What to do at the provider, and how to see that it works. */
function SetUp({ provider }: { readonly provider: IdentityProvider }): ReactNode {
  const { redirect_uri: redirect, issuer } = provider;
  const discovery = `${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`;
  return (
    <Section title="Setting it up">
      <div className={classes["steps"]}>
        {redirect === null ? (
          <Alert
            color="orange"
            variant="light"
            icon={<IconAlertTriangle size={18} />}
            title="Nobody can sign in yet"
          >
            The server does not know its own address. Start it with{" "}
            <code className="mono">JETON_PUBLIC_URL</code>; then this page says what to register.
          </Alert>
        ) : (
          <CopyField
            label="Redirect URI"
            description="Register it with the provider, exactly as it is."
            text={redirect}
          />
        )}
        <List type="ordered" size="sm" spacing={4}>
          <List.Item>
            At the provider, register a web application (authorization code with PKCE) with that redirect URI.
          </List.Item>
          <List.Item>
            Its client id and secret go into this form; the secret is kept encrypted and never shown again.
          </List.Item>
          <List.Item>
            Open{" "}
            <a href={discovery} target="_blank" rel="noreferrer noopener">
              its configuration
            </a>
            : the <code className="mono">issuer</code> there must be <code className="mono">{issuer}</code>,
            letter by letter.
          </List.Item>
          <List.Item>Sign in through it in a private window, so that you stay signed in here.</List.Item>
        </List>
      </div>
    </Section>
  );
}

const MOST_PAGES = 5;

/** Roles bound to claims of its people: of the first thousand bindings. */
function ClaimBindings({ issuer }: { readonly issuer: string }): ReactNode {
  const key = ["claim-bindings"];
  const { data, error } = useQuery({
    queryKey: key,
    queryFn: () => readSome("role_binding.list", {}, MOST_PAGES),
  });
  const { dialog, show } = useDialog();
  const bindings = data?.items.filter(({ claim }) => claim?.issuer === issuer);
  return (
    <Section
      title="What its claims give"
      action={
        <Button
          size="xs"
          variant="default"
          leftSection={<IconPlus size={15} />}
          onClick={() => {
            show((close) => (
              <BindDialog
                title="Bind a role to a claim"
                given={{ claim: { issuer, name: "groups", values: [] } }}
                onClose={() => {
                  void queries.invalidateQueries({ queryKey: key });
                  close();
                }}
              />
            ));
          }}
        >
          Bind a role to a claim
        </Button>
      }
    >
      {error && <ErrorState error={error} />}
      {bindings?.length === 0 && (
        <NoLines>
          Nothing yet: a role bound to a claim, such as a group there, is given to whoever has it.
        </NoLines>
      )}
      <Lines>
        {bindings?.map(({ id, claim, role_id: role, project, managed_by: by }) => (
          <Line key={id}>
            <span className="mono">{claim && `${claim.name} = ${claim.values.join(" or ")}`}</span>
            <span>gives</span>
            <strong>
              <Named noun="role" id={role} />
            </strong>
            <span>in {project}</span>
            <ManagedBadge managedBy={by} />
          </Line>
        ))}
      </Lines>
      {data?.isPart && <NoLines>There are more bindings than were looked through.</NoLines>}
      {dialog}
    </Section>
  );
}

function Identities({ issuer }: { readonly issuer: string }): ReactNode {
  const list = useEndless("user_identity.list", { issuer });
  return (
    <Section title="Who is linked">
      {list.error && <ErrorState error={list.error} />}
      {!list.isPending && list.items.length === 0 && !list.error && (
        <NoLines>Nobody has signed in through it, or was linked to it, so far.</NoLines>
      )}
      <Lines>
        {list.items.map(({ id, user_id: user, subject, created_at: at }) => (
          <Line key={id}>
            <strong>
              <Named noun="user" id={user} />
            </strong>
            <span className="mono">{subject}</span>
            <span>
              linked <When at={at} />
            </span>
          </Line>
        ))}
      </Lines>
      {list.isMore && (
        <Button size="xs" variant="subtle" m="xs" loading={list.isFetchingMore} onClick={list.fetchMore}>
          Show more
        </Button>
      )}
    </Section>
  );
}
