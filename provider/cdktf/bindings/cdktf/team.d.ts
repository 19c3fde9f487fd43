import { Construct } from "constructs";
import { Group } from "./group/index.js";
import { GroupMember } from "./group-member/index.js";
import { RoleBinding } from "./role-binding/index.js";
/** By a name of your own, which is its construct's: an id. Taking one away takes away nothing else. */
type Ids = Readonly<Record<string, string>>;
/** Who belongs together, and what they may do. */
export interface TeamConfig {
    /** A DNS label, unique among the groups of its project. */
    readonly name: string;
    /** By name. The roles hold there and below. */
    readonly project: string;
    readonly description?: string;
    /** People: `{ ann: ann.id }`. */
    readonly users?: Ids;
    /** Machines: `{ deployer: deployer.serviceAccount.id }`. */
    readonly serviceAccounts?: Ids;
    /** What every member may: `{ runner: runner.id }`. */
    readonly roles: Ids;
}
/** A group with its members and what is bound to it. */
export declare class Team extends Construct {
    readonly group: Group;
    readonly members: readonly GroupMember[];
    readonly roleBindings: readonly RoleBinding[];
    constructor(scope: Construct, id: string, config: TeamConfig);
}
export {};
