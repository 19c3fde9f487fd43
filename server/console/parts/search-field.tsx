import { CloseButton, TextInput } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useTyped } from "./use-typed.ts";

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
  const [typed, type] = useTyped(value, onChange);
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
