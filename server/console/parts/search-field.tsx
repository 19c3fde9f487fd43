import { CloseButton, TextInput } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { IconSearch } from "@tabler/icons-react";
import { type ReactNode, useState } from "react";

const PAUSE = 250;

/** Searches while somebody types, once they pause. */
export function SearchField({
  value = "",
  label,
  onChange,
}: {
  readonly value: string | undefined;
  readonly label: string;
  readonly onChange: (text: string) => void;
}): ReactNode {
  const [typed, setTyped] = useState(value);
  const [shown, setShown] = useState(value);
  // The address may change otherwise than by typing: back, or another link.
  if (value !== shown) {
    setShown(value);
    setTyped(value);
  }
  const search = useDebouncedCallback(onChange, PAUSE);
  const type = (text: string): void => {
    setTyped(text);
    search(text);
  };
  return (
    <TextInput
      type="search"
      aria-label={label}
      placeholder={label}
      size="sm"
      w={{ base: "100%", sm: 260 }}
      leftSection={<IconSearch size={16} stroke={1.6} aria-hidden />}
      rightSection={
        typed !== "" && (
          <CloseButton
            size="sm"
            aria-label="Clear the search"
            onClick={() => {
              type("");
            }}
          />
        )
      }
      value={typed}
      onChange={(event) => {
        type(event.currentTarget.value);
      }}
    />
  );
}
