"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.MachineIdentity = void 0;
const constructs_1 = require("constructs");
const index_js_1 = require("./service-account/index.js");
const index_js_2 = require("./token/index.js");
const may_js_1 = require("./may.js");
const usual = { maxAge: "30d", before: "10d", gracePeriod: "1d" };
/**
 * An account with a role, its binding and a token that every apply rotates when it is due. Its secret is
 * `token.secret`, which is in the state, or with `sealedFor` `token.sealedSecret`, which nobody else can read.
 */
class MachineIdentity extends constructs_1.Construct {
    constructor(scope, id, config) {
        super(scope, id);
        const { name, project, description, may, rotation = usual, sealedFor } = config;
        this.serviceAccount = new index_js_1.ServiceAccount(this, "account", {
            name,
            project,
            ...(description !== undefined && { description }),
        });
        const { role, roleBinding } = (0, may_js_1.grant)(this, { name, project, serviceAccountId: this.serviceAccount.id }, may);
        this.role = role;
        this.roleBinding = roleBinding;
        const { maxAge, ...times } = rotation;
        this.token = new index_js_2.Token(this, "token", {
            serviceAccountId: this.serviceAccount.id,
            name,
            maxAge,
            rotation: times,
            ...(sealedFor !== undefined && { sealedFor }),
        });
    }
}
exports.MachineIdentity = MachineIdentity;
