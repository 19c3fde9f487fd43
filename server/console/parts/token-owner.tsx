import { IconRobot, IconShieldHalf, IconUser } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { Named } from "./named.tsx";
import type { Token } from "./token-badges.tsx";
import classes from "./token-owner.module.css";

/** By which of its fields a token belongs to whom. */
export const owners = [
  { key: "service_account_id", noun: "service_account", icon: IconRobot, words: "Service account" },
  { key: "user_id", noun: "user", icon: IconUser, words: "User" },
  { key: "role_id", noun: "role", icon: IconShieldHalf, words: "Role" },
] as const;

/** Whose a token is: an account's, a person's or a role's. */
export function TokenOwner({ token }: { readonly token: Token }): ReactNode {
  const owner = owners.find(({ key }) => token[key] !== null);
  const id = owner && token[owner.key];
  if (!owner || !id) return null;
  const { noun, icon: Icon, words } = owner;
  return (
    <span className={classes["owner"]}>
      <Icon size={15} stroke={1.6} aria-label={words} role="img" />
      <Named noun={noun} id={id} />
    </span>
  );
}
