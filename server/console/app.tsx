import { MantineProvider } from "@mantine/core";
import { Notifications } from "@mantine/notifications";
import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { queries } from "./api/queries.ts";
import { useSession } from "./api/session.ts";
import { styleNonce } from "./environment.ts";
import { ErrorState } from "./parts/error-state.tsx";
import { router } from "./router.tsx";
import { IdentityDialog } from "./shell/identity-dialog.tsx";
import { SignInPage } from "./shell/sign-in-page.tsx";
import { cssVariables, theme } from "./theme.ts";

export function App(): ReactNode {
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      defaultColorScheme="auto"
      getStyleNonce={() => styleNonce}
    >
      <Notifications position="bottom-left" autoClose={6000} />
      <QueryClientProvider client={queries}>
        <SignedInOnly />
        <IdentityDialog />
      </QueryClientProvider>
    </MantineProvider>
  );
}

/** The address stays while somebody signs in, so that they come to where they wanted to go. */
function SignedInOnly(): ReactNode {
  const { session, error } = useSession();
  if (error) return <ErrorState error={error} />;
  if (session === undefined) return null;
  return session === null ? <SignInPage /> : <RouterProvider router={router} />;
}
