import { Menu, SegmentedControl, Text, UnstyledButton, useMantineColorScheme } from "@mantine/core";
import { IconChevronDown, IconLogout, IconUserCircle } from "@tabler/icons-react";
import { useNavigate } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { signOut, useSignedIn } from "../api/session.ts";
import { pages } from "../pages.ts";
import classes from "./user-menu.module.css";

const PROFILE = "/profile";

export function UserMenu(): ReactNode {
  const { user } = useSignedIn();
  const navigate = useNavigate();
  const name = user.display_name ?? user.email;
  return (
    <Menu position="bottom-end" width={240}>
      <Menu.Target>
        <UnstyledButton
          className={classes["target"]}
          aria-label={`You are ${name}: profile, theme, sign out`}
        >
          <IconUserCircle size={20} stroke={1.5} aria-hidden />
          <span className={classes["name"]}>{name}</span>
          <IconChevronDown size={14} aria-hidden />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          Signed in as
          <Text size="sm" c="var(--mantine-color-text)" truncate>
            {user.email}
          </Text>
        </Menu.Label>
        {pages.some(({ path }) => path === PROFILE) && (
          <Menu.Item
            leftSection={<IconUserCircle size={16} stroke={1.5} />}
            onClick={() => void navigate({ to: PROFILE })}
          >
            My profile
          </Menu.Item>
        )}
        <Menu.Divider />
        <Menu.Label>Theme</Menu.Label>
        <ThemeChoice />
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout size={16} stroke={1.5} />} onClick={() => void signOut()}>
          Sign out
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

function ThemeChoice(): ReactNode {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <SegmentedControl
      fullWidth
      size="xs"
      m={4}
      aria-label="Theme"
      value={colorScheme}
      onChange={setColorScheme}
      data={[
        { value: "auto", label: "System" },
        { value: "light", label: "Light" },
        { value: "dark", label: "Dark" },
      ]}
    />
  );
}
