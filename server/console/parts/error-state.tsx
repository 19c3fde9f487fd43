import { Alert, Button, Code, Group, Text } from "@mantine/core";
import { IconAlertCircle, IconLock } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { problems } from "../../contract/problem.ts";
import { problemOf } from "../api/refusal.ts";
import { sentence } from "./words.ts";

/** In place of what could not be read: what happened in words, and how to go on. */
export function ErrorState({
  error,
  retry,
}: {
  readonly error: Error;
  readonly retry?: () => void;
}): ReactNode {
  const problem = problemOf(error);
  const isForbidden = problem.status === 403;
  const title =
    problem.code in problems ? problems[problem.code as keyof typeof problems].title : "No answer";
  return (
    <Alert
      color={isForbidden ? "gray" : "red"}
      variant="light"
      role="alert"
      my="md"
      icon={isForbidden ? <IconLock size={18} /> : <IconAlertCircle size={18} />}
      title={title}
    >
      <Text size="sm">{sentence(problem.detail)}</Text>
      <Group gap="sm" mt="xs">
        {retry && (
          <Button size="xs" variant="default" onClick={retry}>
            Try again
          </Button>
        )}
        {problem.request_id !== undefined && (
          <Text size="xs" c="dimmed">
            Request <Code>{problem.request_id}</Code>
          </Text>
        )}
      </Group>
    </Alert>
  );
}
