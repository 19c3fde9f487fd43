import { ActionIcon, Menu } from "@mantine/core";
import { IconDotsVertical, type TablerIcon } from "@tabler/icons-react";
import type { ReactNode } from "react";

export interface RowAction {
  readonly label: string;
  readonly icon: TablerIcon;
  readonly onClick: () => void;
  readonly isDangerous?: boolean;
}

/** What can be done with one object; its name is in the label, for those who see no row. */
export function RowMenu({
  name,
  actions,
}: {
  readonly name: string;
  readonly actions: readonly RowAction[];
}): ReactNode {
  if (actions.length === 0) return null;
  return (
    <Menu position="bottom-end" width={210}>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" aria-label={`Actions for ${name}`}>
          <IconDotsVertical size={17} stroke={1.6} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {actions.map(({ label, icon: Icon, onClick, isDangerous }) => (
          <Menu.Item
            key={label}
            leftSection={<Icon size={16} stroke={1.6} aria-hidden />}
            {...(isDangerous && { c: "var(--mantine-color-error)" })}
            onClick={onClick}
          >
            {label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
