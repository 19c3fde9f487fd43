import { ScrollArea } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { groups, pages } from "../pages.ts";
import classes from "./shell.module.css";

export function Navigation(): ReactNode {
  return (
    <ScrollArea type="auto" h="100%" scrollbarSize={6}>
      {groups.map((group) => (
        <NavigationGroup key={group} group={group} />
      ))}
    </ScrollArea>
  );
}

function NavigationGroup({ group }: { readonly group: (typeof groups)[number] }): ReactNode {
  const entries = pages.flatMap(({ menu, ...page }) => (menu?.group === group ? [{ ...page, ...menu }] : []));
  if (entries.length === 0) return null;
  const heading = `pages-${group.toLowerCase()}`;
  return (
    <>
      <h2 className={classes["group"]} id={heading}>
        {group}
      </h2>
      <ul className={classes["list"]} aria-labelledby={heading}>
        {entries.map(({ path, title, icon: Icon }) => (
          <li key={path}>
            <Link
              to={path}
              className={classes["link"]}
              activeOptions={{ exact: path === "/", includeSearch: false }}
            >
              <Icon size={17} stroke={1.6} aria-hidden /> {title}
            </Link>
          </li>
        ))}
      </ul>
    </>
  );
}
