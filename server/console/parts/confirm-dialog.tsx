import { Alert, Button, Group, Modal, Stack, Text, TextInput } from "@mantine/core";
import { IconAlertCircle } from "@tabler/icons-react";
import { type ReactNode, useState } from "react";
import { problemOf } from "../api/refusal.ts";
import { sentence } from "./words.ts";

/**
 * Asks before something is ended. It says what will break, and stays open with the reason when the server refuses.
 */
export function ConfirmDialog({
  title,
  children,
  confirmLabel,
  typed,
  isDangerous = true,
  onConfirm,
  onClose,
}: {
  readonly title: string;
  /** What will break. */
  readonly children: ReactNode;
  readonly confirmLabel: string;
  /** What somebody has to type before, where it is a lot that ends. */
  readonly typed?: string;
  readonly isDangerous?: boolean;
  /** Rejects with an error whose cause is a problem. */
  readonly onConfirm: () => Promise<unknown>;
  readonly onClose: () => void;
}): ReactNode {
  const [error, setError] = useState<unknown>();
  const [isBusy, setBusy] = useState(false);
  const [text, setText] = useState("");
  const confirm = async (): Promise<void> => {
    setBusy(true);
    try {
      await onConfirm();
      onClose();
    } catch (cause) {
      setError(cause);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={title}
      closeButtonProps={{ "aria-label": "Close" }}
      role="alertdialog"
    >
      <Stack gap="md">
        <Text size="sm" component="div">
          {children}
        </Text>
        {typed !== undefined && (
          <TextInput
            label={`Type ${typed} to go on`}
            value={text}
            autoComplete="off"
            onChange={(event) => {
              setText(event.currentTarget.value);
            }}
          />
        )}
        {error !== undefined && (
          <Alert color="red" variant="light" role="alert" icon={<IconAlertCircle size={18} />}>
            {sentence(problemOf(error).detail)}
          </Alert>
        )}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose} data-autofocus>
            Cancel
          </Button>
          <Button
            {...(isDangerous && { color: "red.9" })}
            loading={isBusy}
            disabled={typed !== undefined && text !== typed}
            onClick={() => void confirm()}
          >
            {confirmLabel}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
