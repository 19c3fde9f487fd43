import { ActionIcon, TextInput, Tooltip } from "@mantine/core";
import { IconCheck, IconCopy } from "@tabler/icons-react";
import { type ReactNode, useState } from "react";
import { copyText } from "./copy-text.ts";

/** A text to be taken elsewhere as it is; no secret. */
export function CopyField({
  label,
  description,
  text,
}: {
  readonly label: string;
  readonly description?: string;
  readonly text: string;
}): ReactNode {
  const [isCopied, setCopied] = useState(false);
  const words = isCopied ? "Copied" : `Copy: ${label}`;
  return (
    <TextInput
      label={label}
      description={description}
      value={text}
      readOnly
      spellCheck={false}
      classNames={{ input: "mono" }}
      onFocus={(event) => {
        event.currentTarget.select();
      }}
      rightSection={
        <Tooltip label={words}>
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={words}
            onClick={() => {
              void copyText(text).then(setCopied);
            }}
          >
            {isCopied ? <IconCheck size={16} /> : <IconCopy size={16} />}
          </ActionIcon>
        </Tooltip>
      }
    />
  );
}
