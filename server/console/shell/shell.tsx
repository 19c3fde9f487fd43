import { AppShell, Burger, Group } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { Link, Outlet, useLocation } from "@tanstack/react-router";
import { type ReactNode, useEffect } from "react";
import { Mark } from "./mark.tsx";
import { Navigation } from "./navigation.tsx";
import classes from "./shell.module.css";
import { UserMenu } from "./user-menu.tsx";

/** Around every page: where one is, where else one can go, and who one is. */
export function Shell(): ReactNode {
  const [isOpen, { toggle, close }] = useDisclosure();
  const { pathname } = useLocation();
  useEffect(close, [pathname, close]);
  return (
    <AppShell
      header={{ height: 48 }}
      navbar={{ width: 220, breakpoint: "md", collapsed: { mobile: !isOpen } }}
      padding={{ base: "sm", sm: "lg" }}
    >
      <AppShell.Header className={classes["header"]}>
        <a className="skip-link" href="#content">
          Skip to the page
        </a>
        <Group h="100%" px="md" justify="space-between" wrap="nowrap">
          <Group gap="sm" wrap="nowrap">
            <Burger
              opened={isOpen}
              onClick={toggle}
              hiddenFrom="md"
              size="sm"
              aria-label={isOpen ? "Close the navigation" : "Open the navigation"}
              aria-expanded={isOpen}
            />
            <Link to="/" className={classes["mark"]}>
              <Mark /> Jeton
            </Link>
          </Group>
          <UserMenu />
        </Group>
      </AppShell.Header>
      <AppShell.Navbar className={classes["navbar"]} p="xs" aria-label="Pages">
        <Navigation />
      </AppShell.Navbar>
      <AppShell.Main className={classes["main"]} id="content" tabIndex={-1}>
        <div className={classes["content"]}>
          <Outlet />
        </div>
      </AppShell.Main>
    </AppShell>
  );
}
