"use strict";
var __createBinding = (this && this.__createBinding) || (Object.create ? (function(o, m, k, k2) {
    if (k2 === undefined) k2 = k;
    var desc = Object.getOwnPropertyDescriptor(m, k);
    if (!desc || ("get" in desc ? !m.__esModule : desc.writable || desc.configurable)) {
      desc = { enumerable: true, get: function() { return m[k]; } };
    }
    Object.defineProperty(o, k2, desc);
}) : (function(o, m, k, k2) {
    if (k2 === undefined) k2 = k;
    o[k2] = m[k];
}));
var __setModuleDefault = (this && this.__setModuleDefault) || (Object.create ? (function(o, v) {
    Object.defineProperty(o, "default", { enumerable: true, value: v });
}) : function(o, v) {
    o["default"] = v;
});
var __importStar = (this && this.__importStar) || (function () {
    var ownKeys = function(o) {
        ownKeys = Object.getOwnPropertyNames || function (o) {
            var ar = [];
            for (var k in o) if (Object.prototype.hasOwnProperty.call(o, k)) ar[ar.length] = k;
            return ar;
        };
        return ownKeys(o);
    };
    return function (mod) {
        if (mod && mod.__esModule) return mod;
        var result = {};
        if (mod != null) for (var k = ownKeys(mod), i = 0; i < k.length; i++) if (k[i] !== "default") __createBinding(result, mod, k[i]);
        __setModuleDefault(result, mod);
        return result;
    };
})();
var __exportStar = (this && this.__exportStar) || function(m, exports) {
    for (var p in m) if (p !== "default" && !Object.prototype.hasOwnProperty.call(exports, p)) __createBinding(exports, m, p);
};
Object.defineProperty(exports, "__esModule", { value: true });
exports.ephemeralJetonToken = exports.ephemeralJetonSecret = exports.ephemeralJetonAccessToken = exports.provider = exports.dataJetonWebhooks = exports.dataJetonUserIdentities = exports.dataJetonIdentityProviders = exports.dataJetonTrustPolicies = exports.dataJetonTokens = exports.dataJetonPolicies = exports.dataJetonResourceTypes = exports.dataJetonRoleBindings = exports.dataJetonRoles = exports.dataJetonGroupMembers = exports.dataJetonGroups = exports.dataJetonServiceAccounts = exports.dataJetonUsers = exports.dataJetonProjects = exports.dataJetonWhoami = exports.dataJetonWebhook = exports.dataJetonUserIdentity = exports.dataJetonUser = exports.dataJetonTrustPolicy = exports.dataJetonToken = exports.dataJetonServiceAccount = exports.dataJetonRoleBinding = exports.dataJetonRole = exports.dataJetonResourceType = exports.dataJetonProject = exports.dataJetonPolicy = exports.dataJetonIdentityProvider = exports.dataJetonGroupMember = exports.dataJetonGroup = exports.dataJetonAccessCheck = exports.webhook = exports.userIdentity = exports.user = exports.trustPolicy = exports.token = exports.serviceAccount = exports.roleBinding = exports.role = exports.resourceType = exports.project = exports.policy = exports.identityProvider = exports.groupMember = exports.group = void 0;
exports.group = __importStar(require("./group"));
exports.groupMember = __importStar(require("./group-member"));
exports.identityProvider = __importStar(require("./identity-provider"));
exports.policy = __importStar(require("./policy"));
exports.project = __importStar(require("./project"));
exports.resourceType = __importStar(require("./resource-type"));
exports.role = __importStar(require("./role"));
exports.roleBinding = __importStar(require("./role-binding"));
exports.serviceAccount = __importStar(require("./service-account"));
exports.token = __importStar(require("./token"));
exports.trustPolicy = __importStar(require("./trust-policy"));
exports.user = __importStar(require("./user"));
exports.userIdentity = __importStar(require("./user-identity"));
exports.webhook = __importStar(require("./webhook"));
exports.dataJetonAccessCheck = __importStar(require("./data-jeton-access-check"));
exports.dataJetonGroup = __importStar(require("./data-jeton-group"));
exports.dataJetonGroupMember = __importStar(require("./data-jeton-group-member"));
exports.dataJetonIdentityProvider = __importStar(require("./data-jeton-identity-provider"));
exports.dataJetonPolicy = __importStar(require("./data-jeton-policy"));
exports.dataJetonProject = __importStar(require("./data-jeton-project"));
exports.dataJetonResourceType = __importStar(require("./data-jeton-resource-type"));
exports.dataJetonRole = __importStar(require("./data-jeton-role"));
exports.dataJetonRoleBinding = __importStar(require("./data-jeton-role-binding"));
exports.dataJetonServiceAccount = __importStar(require("./data-jeton-service-account"));
exports.dataJetonToken = __importStar(require("./data-jeton-token"));
exports.dataJetonTrustPolicy = __importStar(require("./data-jeton-trust-policy"));
exports.dataJetonUser = __importStar(require("./data-jeton-user"));
exports.dataJetonUserIdentity = __importStar(require("./data-jeton-user-identity"));
exports.dataJetonWebhook = __importStar(require("./data-jeton-webhook"));
exports.dataJetonWhoami = __importStar(require("./data-jeton-whoami"));
exports.dataJetonProjects = __importStar(require("./data-jeton-projects"));
exports.dataJetonUsers = __importStar(require("./data-jeton-users"));
exports.dataJetonServiceAccounts = __importStar(require("./data-jeton-service-accounts"));
exports.dataJetonGroups = __importStar(require("./data-jeton-groups"));
exports.dataJetonGroupMembers = __importStar(require("./data-jeton-group-members"));
exports.dataJetonRoles = __importStar(require("./data-jeton-roles"));
exports.dataJetonRoleBindings = __importStar(require("./data-jeton-role-bindings"));
exports.dataJetonResourceTypes = __importStar(require("./data-jeton-resource-types"));
exports.dataJetonPolicies = __importStar(require("./data-jeton-policies"));
exports.dataJetonTokens = __importStar(require("./data-jeton-tokens"));
exports.dataJetonTrustPolicies = __importStar(require("./data-jeton-trust-policies"));
exports.dataJetonIdentityProviders = __importStar(require("./data-jeton-identity-providers"));
exports.dataJetonUserIdentities = __importStar(require("./data-jeton-user-identities"));
exports.dataJetonWebhooks = __importStar(require("./data-jeton-webhooks"));
exports.provider = __importStar(require("./provider"));
exports.ephemeralJetonAccessToken = __importStar(require("./ephemeral-jeton-access-token"));
exports.ephemeralJetonSecret = __importStar(require("./ephemeral-jeton-secret"));
exports.ephemeralJetonToken = __importStar(require("./ephemeral-jeton-token"));
__exportStar(require("./github-identity"), exports);
__exportStar(require("./machine-identity"), exports);
__exportStar(require("./team"), exports);
