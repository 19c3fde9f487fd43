import { List, Text } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { Section } from "../../parts/section.tsx";

/** What to do on a server that has nobody in it yet. */
export function FirstSteps(): ReactNode {
  return (
    <Section title="The first three steps">
      <List type="ordered" size="sm" spacing={6}>
        <List.Item>
          <Link to="/service-accounts">Create a service account</Link> for a job or a service: it is who the
          token will be.
        </List.Item>
        <List.Item>
          Bind a role to it, in the project where it works: until then it may do nothing. The access map shows
          what it holds then.
        </List.Item>
        <List.Item>
          Make a token for it. Its secret is shown once; the server keeps only a hash of it.
        </List.Item>
      </List>
      <Text size="sm" c="dimmed" mt="sm">
        The same can be declared in Terraform or YAML, and then looked at here.
      </Text>
    </Section>
  );
}
