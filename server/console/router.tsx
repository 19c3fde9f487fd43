import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from "@tanstack/react-router";
import { base } from "./environment.ts";
import { pages } from "./pages.ts";
import { ErrorState } from "./parts/error-state.tsx";
import { NoSuchPage } from "./shell/no-such-page.tsx";
import { Shell } from "./shell/shell.tsx";

const root = createRootRoute({ component: Shell, notFoundComponent: NoSuchPage });

const routes = pages.map(({ path, load }) =>
  createRoute({
    getParentRoute: () => root,
    path,
    component: lazyRouteComponent(async () => ({ Page: await load() }), "Page"),
  }),
);

/** Filters are plain texts in the address, which people read and send to each other. */
export const router = createRouter({
  routeTree: root.addChildren(routes),
  ...(base !== "" && { basepath: base }),
  parseSearch: (text) => Object.fromEntries(new URLSearchParams(text)),
  stringifySearch: (search) => {
    const given = Object.entries(search).filter(([, value]) => value !== undefined && value !== "");
    const text = new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString();
    return text === "" ? "" : `?${text}`;
  },
  defaultErrorComponent: ({ error }) => <ErrorState error={asError(error)} />,
  defaultPreload: "intent",
  scrollRestoration: true,
});

function asError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(String(thrown));
}
