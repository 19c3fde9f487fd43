import { ActionIcon, Alert, Button, FileButton, Group, Stack, Textarea } from "@mantine/core";
import { IconAlertCircle, IconTrash, IconUpload } from "@tabler/icons-react";
import type { ReactNode } from "react";
import type { DeclarationFile, ReadFiles } from "../../../contract/declaration-file.ts";
import { inlineCode } from "../../parts/inline-code.tsx";
import classes from "./plan-declaration.module.css";

type Problems = Extract<ReadFiles, { readonly type: "problems" }>["problems"];

/** What is typed or pasted, as messages name it. */
const PASTED = "pasted.yaml";
const EXAMPLE = `kind: service_account
name: deployer
project: shop
---
kind: role_binding
role_id: role/system/viewer
service_account_id: sa/shop/deployer
project: shop`;

/** The files of a declaration: some from the reader's disk, and what is pasted. */
export function DeclaredFiles({
  files,
  onChange,
}: {
  readonly files: readonly DeclarationFile[];
  readonly onChange: (files: readonly DeclarationFile[]) => void;
}): ReactNode {
  const pasted = files.find(({ path }) => path === PASTED);
  const read = files.filter(({ path }) => path !== PASTED);
  const put = (added: readonly DeclarationFile[]): void => {
    const paths = new Set(added.map(({ path }) => path));
    onChange([...files.filter(({ path }) => !paths.has(path)), ...added].filter(({ text }) => text !== ""));
  };
  const take = async (chosen: readonly File[]): Promise<void> => {
    put(await Promise.all(chosen.map(async (file) => ({ path: file.name, text: await file.text() }))));
  };
  return (
    <Stack gap="xs">
      <Textarea
        label="YAML"
        description="All that is declared: what is left out is no longer. Each document is one object, or a list of them."
        placeholder={EXAMPLE}
        value={pasted?.text ?? ""}
        autosize
        minRows={9}
        maxRows={26}
        spellCheck={false}
        classNames={{ input: `mono ${classes["yaml"] ?? ""}` }}
        onChange={(event) => {
          put([{ path: PASTED, text: event.currentTarget.value }]);
        }}
      />
      <Group gap="xs">
        <FileButton accept=".yaml,.yml" multiple onChange={(chosen) => void take(chosen)}>
          {(props) => (
            <Button {...props} size="xs" variant="default" leftSection={<IconUpload size={15} />}>
              Add files
            </Button>
          )}
        </FileButton>
        {read.map(({ path, text }) => (
          <Group key={path} gap={4} className={classes["file"] ?? ""}>
            <span className="mono">{path}</span>
            <span>{text.split("\n").length.toLocaleString("en")} lines</span>
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={`Leave out ${path}`}
              onClick={() => {
                onChange(files.filter((file) => file.path !== path));
              }}
            >
              <IconTrash size={15} />
            </ActionIcon>
          </Group>
        ))}
      </Group>
    </Stack>
  );
}

/** What is wrong in the files, each where it stands and with what to do about it. */
export function FileProblems({ problems }: { readonly problems: Problems }): ReactNode {
  return (
    <Alert
      color="red"
      variant="light"
      role="alert"
      icon={<IconAlertCircle size={18} />}
      title="The files cannot be read as a declaration"
    >
      <ul className={classes["problems"]}>
        {problems.map(({ path, line, column, field, detail, remedy }, index) => (
          // Two may be wrong in the same place.
          <li key={String(index)}>
            <span className="mono">{`${path}:${String(line)}:${String(column)}`}</span>{" "}
            {field !== "" && <code className="mono">{field}</code>} {inlineCode(detail)} —{" "}
            {inlineCode(remedy)}
          </li>
        ))}
      </ul>
    </Alert>
  );
}
