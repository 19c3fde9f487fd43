import { App, LocalBackend, TerraformOutput, TerraformStack } from "cdktn";
import {
  GitHubIdentity,
  MachineIdentity,
  project,
  provider,
  resourceType,
  role,
  Team,
  user,
} from "../../provider/cdktf/bindings/cdktn/index.js";

// A team and its machines. With cdktf instead of cdktn, here and in the path above, it is the same.
const app = new App();
const stack = new TerraformStack(app, "team");
new LocalBackend(stack, { path: "../../../terraform.tfstate" });
new provider.JetonProvider(stack, "jeton");

const shop = new project.Project(stack, "shop", { name: "shop", description: "The web shop" });
const flow = new resourceType.ResourceType(stack, "flow", {
  name: "flow",
  actions: [
    { name: "view", access: "read" },
    { name: "execute", access: "write" },
  ],
});

// A machine with a token, which is rotated by the applies of its last ten days.
const nightly = new MachineIdentity(stack, "nightly", {
  name: "nightly",
  project: shop.name,
  description: "Runs the reports of the night",
  may: { rules: [{ resourceType: flow.name, actions: ["@read", "execute"], resourceNames: ["report-*"] }] },
});

// The jobs of a repository, which have no token to store.
const viewer = new role.Role(stack, "viewer", {
  name: "flow-viewer",
  project: shop.name,
  rules: [{ resourceType: flow.name, actions: ["@read"] }],
});
new GitHubIdentity(stack, "website", {
  name: "website",
  project: shop.name,
  may: { roleId: viewer.id },
  repositoryId: "123456789",
  trusts: { environment: "prod" },
});
new GitHubIdentity(stack, "website_main", {
  name: "website-main",
  project: shop.name,
  may: { roleId: viewer.id },
  repositoryId: "123456789",
  trusts: { branch: "main" },
  maxTtl: "5m",
});

const ann = new user.User(stack, "ann", { email: "ann@example.com" });
new Team(stack, "crew", {
  name: "crew",
  project: shop.name,
  users: { ann: ann.id },
  serviceAccounts: { nightly: nightly.serviceAccount.id },
  roles: { viewer: viewer.id },
});

new TerraformOutput(stack, "nightly_token", { value: nightly.token.secret, sensitive: true });

app.synth();
