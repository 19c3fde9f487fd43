import { Construct } from "constructs";
import type { Role } from "../bindings/cdktf/role/index.js";
import type { RoleBinding } from "../bindings/cdktf/role-binding/index.js";
import { ServiceAccount } from "../bindings/cdktf/service-account/index.js";
import { Token } from "../bindings/cdktf/token/index.js";
import { grant, type May } from "./may.ts";

export type { May };

/** A machine, what it may do, and when its token is rotated. */
export interface MachineIdentityConfig {
  /** A DNS label, unique among the accounts of its project; also the name of its token, and of its role if it has its own. */
  readonly name: string;
  /** By name. The machine may act there and below. */
  readonly project: string;
  readonly description?: string;
  /** Rules of its own, or a role there is. */
  readonly may: May;
  /** By default a secret lasts 30 days, is replaced from ten days before its end on, and then lasts a day longer. */
  readonly rotation?: MachineRotation;
  /** An X25519 public key in base64, such as a GitHub repository's: the secret is sealed for it, and in no state. */
  readonly sealedFor?: string;
}

/** Durations as `30d`, `12h` or in ISO 8601. */
export interface MachineRotation {
  /** How long each secret lasts. */
  readonly maxAge: string;
  /** How long before its end a secret is replaced; shorter than `maxAge`, and longer than the time between two applies. */
  readonly before: string;
  /** How long the old secret stays valid beside the new one; none by default. */
  readonly gracePeriod?: string;
}

const usual: MachineRotation = { maxAge: "30d", before: "10d", gracePeriod: "1d" };

/**
 * An account with a role, its binding and a token that every apply rotates when it is due. Its secret is
 * `token.secret`, which is in the state, or with `sealedFor` `token.sealedSecret`, which nobody else can read.
 */
export class MachineIdentity extends Construct {
  readonly serviceAccount: ServiceAccount;
  /** Of its own; undefined where `may` names one. */
  readonly role: Role | undefined;
  readonly roleBinding: RoleBinding;
  readonly token: Token;

  constructor(scope: Construct, id: string, config: MachineIdentityConfig) {
    super(scope, id);
    const { name, project, description, may, rotation = usual, sealedFor } = config;
    this.serviceAccount = new ServiceAccount(this, "account", {
      name,
      project,
      ...(description !== undefined && { description }),
    });
    const { role, roleBinding } = grant(
      this,
      { name, project, serviceAccountId: this.serviceAccount.id },
      may,
    );
    this.role = role;
    this.roleBinding = roleBinding;
    const { maxAge, ...times } = rotation;
    this.token = new Token(this, "token", {
      serviceAccountId: this.serviceAccount.id,
      name,
      maxAge,
      rotation: times,
      ...(sealedFor !== undefined && { sealedFor }),
    });
  }
}
