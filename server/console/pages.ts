import { IconRobot, type TablerIcon } from "@tabler/icons-react";
import type { ComponentType } from "react";

/** Where pages stand together in the navigation, in this order. */
export const groups = ["Overview", "Credentials", "People", "Access", "Scope", "Operations"] as const;

export interface ConsolePage {
  /** With `$name` for parameters. The first segment is none of the API's (`v1`, `oauth`, `access` ...). */
  readonly path: string;
  readonly title: string;
  /** Where it stands in the navigation; absent, other pages lead to it. */
  readonly menu?: { readonly group: (typeof groups)[number]; readonly icon: TablerIcon };
  /** Its code is loaded when somebody opens it. */
  readonly load: () => Promise<ComponentType>;
}

/** Every page of the console: adding one is its file and a line here. Routes and navigation are made from it. */
export const pages: readonly ConsolePage[] = [
  {
    path: "/service-accounts",
    title: "Service accounts",
    menu: { group: "Credentials", icon: IconRobot },
    load: async () => (await import("./pages/service-accounts.tsx")).ServiceAccountsPage,
  },
];
