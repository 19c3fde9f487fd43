import { PasswordInput } from "@mantine/core";
import { type ReactNode, useState } from "react";

/** The password of who is signing in: what is typed is in the field, and in no state. */
export function PasswordField({ autoFocus = false }: { readonly autoFocus?: boolean }): ReactNode {
  const [isVisible, setVisible] = useState(false);
  return (
    <PasswordInput
      label="Password"
      name="password"
      autoComplete="current-password"
      required
      withAsterisk={false}
      data-autofocus={autoFocus || undefined}
      visible={isVisible}
      onVisibilityChange={setVisible}
      visibilityToggleButtonProps={{
        "aria-label": isVisible ? "Hide the password" : "Show the password",
        tabIndex: 0,
      }}
    />
  );
}
