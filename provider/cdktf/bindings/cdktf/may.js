"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.grant = grant;
const index_js_1 = require("./role/index.js");
const index_js_2 = require("./role-binding/index.js");
/** Grants an account what it may, in its project and below. */
function grant(scope, { name, project, serviceAccountId }, may) {
    const bind = (roleId) => new index_js_2.RoleBinding(scope, "binding", { roleId, serviceAccountId, project });
    if (may.rules === undefined)
        return { role: undefined, roleBinding: bind(may.roleId) };
    const role = new index_js_1.Role(scope, "role", {
        name,
        project,
        description: `What ${name} may do`,
        rules: may.rules,
    });
    return { role, roleBinding: bind(role.id) };
}
