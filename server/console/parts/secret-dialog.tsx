import { Alert, Button, Checkbox, Code, Group, Modal, Stack, Tabs, TextInput } from "@mantine/core";
import { IconAlertTriangle, IconCheck, IconCopy, IconDownload } from "@tabler/icons-react";
import { type ReactNode, useRef, useState } from "react";
import { copyText } from "./copy-text.ts";
import type { Snippet } from "./snippets.ts";
import classes from "./secret-dialog.module.css";

type Copied = "no" | "yes" | "failed";

/**
 * Shows a secret, this once. It cannot be lost by a key or a click beside it: it closes by its button alone, once the
 * secret was copied, saved, or is said to be stored. The text is in this dialog's props and nowhere else.
 */
export function SecretDialog({
  title,
  secret,
  fileName,
  snippets = [],
  children,
  onClose,
}: {
  readonly title: string;
  readonly secret: string;
  readonly fileName: string;
  readonly snippets?: readonly Snippet[];
  /** What else there is to know, for example until when the former secret works. */
  readonly children?: ReactNode;
  readonly onClose: () => void;
}): ReactNode {
  const [copied, setCopied] = useState<Copied>("no");
  const [isStored, setStored] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const copy = async (): Promise<void> => {
    const isCopied = await copyText(secret);
    setCopied(isCopied ? "yes" : "failed");
    // For whoever has to press the keys themselves.
    if (!isCopied) field.current?.select();
  };
  const mayClose = isStored || copied === "yes";
  return (
    <Modal
      opened
      onClose={() => undefined}
      closeOnEscape={false}
      closeOnClickOutside={false}
      withCloseButton={false}
      title={title}
      size="lg"
    >
      <Stack gap="md">
        <Alert color="orange" variant="light" icon={<IconAlertTriangle size={18} />}>
          This is the only time it is shown. Nobody can read it again, here or in the database: store it now.
        </Alert>
        <Group gap="xs" align="flex-end" wrap="nowrap">
          <TextInput
            ref={field}
            label="Secret"
            className={classes["secret"] ?? ""}
            value={secret}
            readOnly
            spellCheck={false}
            autoComplete="off"
            translate="no"
            onFocus={(event) => {
              event.currentTarget.select();
            }}
          />
          <Button
            data-autofocus
            leftSection={copied === "yes" ? <IconCheck size={16} /> : <IconCopy size={16} />}
            onClick={() => void copy()}
          >
            {copied === "yes" ? "Copied" : "Copy"}
          </Button>
        </Group>
        <Told copied={copied} />
        {children}
        <Snippets snippets={snippets} />
        <Group justify="space-between" gap="sm">
          <Checkbox
            label="I have stored it"
            checked={isStored}
            onChange={(event) => {
              setStored(event.currentTarget.checked);
            }}
          />
          <Group gap="xs">
            <Button
              variant="default"
              leftSection={<IconDownload size={16} />}
              onClick={() => {
                saveAs(fileName, secret);
              }}
            >
              Download
            </Button>
            <Button disabled={!mayClose} onClick={onClose}>
              Close
            </Button>
          </Group>
        </Group>
      </Stack>
    </Modal>
  );
}

function Told({ copied }: { readonly copied: Copied }): ReactNode {
  return (
    <div aria-live="polite" className={classes["told"]}>
      {copied === "yes" && "The secret is on the clipboard."}
      {copied === "failed" &&
        "The browser does not let the page copy. The secret is selected: press Ctrl+C or Cmd+C, then say that you have stored it."}
    </div>
  );
}

function Snippets({ snippets }: { readonly snippets: readonly Snippet[] }): ReactNode {
  const [first] = snippets;
  if (!first) return null;
  return (
    <Tabs defaultValue={idOf(first)} keepMounted={false}>
      <Tabs.List aria-label="How to use it">
        {snippets.map((snippet) => (
          <Tabs.Tab key={snippet.name} value={idOf(snippet)}>
            {snippet.name}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {snippets.map((snippet) => (
        <Tabs.Panel key={snippet.name} value={idOf(snippet)} pt="xs">
          <Code block tabIndex={0}>
            {snippet.text}
          </Code>
        </Tabs.Panel>
      ))}
    </Tabs>
  );
}

/** A panel names its tab by an id of this, in which a space would end it. */
const idOf = ({ name }: Snippet): string => name.replaceAll(" ", "-");

/** By a link that is gone at once, to an address that lasts no longer. */
function saveAs(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob([`${text}\n`], { type: "text/plain" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}
