"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.Team = void 0;
const constructs_1 = require("constructs");
const index_js_1 = require("./group/index.js");
const index_js_2 = require("./group-member/index.js");
const index_js_3 = require("./role-binding/index.js");
/** A group with its members and what is bound to it. */
class Team extends constructs_1.Construct {
    constructor(scope, id, config) {
        super(scope, id);
        const { name, project, description, users = {}, serviceAccounts = {}, roles } = config;
        this.group = new index_js_1.Group(this, "group", {
            name,
            project,
            ...(description !== undefined && { description }),
        });
        const groupId = this.group.id;
        this.members = [
            ...Object.entries(users).map(([key, userId]) => new index_js_2.GroupMember(this, `user_${key}`, { groupId, userId })),
            ...Object.entries(serviceAccounts).map(([key, serviceAccountId]) => new index_js_2.GroupMember(this, `account_${key}`, { groupId, serviceAccountId })),
        ];
        this.roleBindings = Object.entries(roles).map(([key, roleId]) => new index_js_3.RoleBinding(this, `role_${key}`, { groupId, roleId, project }));
    }
}
exports.Team = Team;
