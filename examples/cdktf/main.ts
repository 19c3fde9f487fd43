import { App, LocalBackend, TerraformOutput, TerraformStack } from "cdktf";
import {
  project,
  provider,
  resourceType,
  role,
  roleBinding,
  serviceAccount,
  token,
} from "../../provider/cdktf/bindings/cdktf/index.js";

// What ../quickstart declares, in TypeScript.
const app = new App();
const stack = new TerraformStack(app, "quickstart");
// Terraform runs in cdktf.out/stacks/quickstart, which is made anew each time; the state stays beside cdktf.out.
new LocalBackend(stack, { path: "../../../terraform.tfstate" });

// The server and the token to work with come from JETON_URL and JETON_TOKEN.
new provider.JetonProvider(stack, "jeton");

const shop = new project.Project(stack, "shop", { name: "shop", description: "The web shop" });

const flow = new resourceType.ResourceType(stack, "flow", {
  name: "flow",
  actions: [
    { name: "view", access: "read" },
    { name: "list", access: "read" },
    { name: "execute", access: "write" },
  ],
});

const flowRunner = new role.Role(stack, "flow_runner", {
  name: "flow-runner",
  project: shop.name,
  description: "Sees flows and runs them",
  rules: [
    { resourceType: flow.name, actions: ["@read", "execute"] },
    { resourceType: "jeton.token", actions: ["*"], resourceNames: ["@own"] },
  ],
});

const deployer = new serviceAccount.ServiceAccount(stack, "deployer", {
  name: "deployer",
  project: shop.name,
  description: "Deploys the shop from CI",
});

new roleBinding.RoleBinding(stack, "deployer_runs_flows", {
  roleId: flowRunner.id,
  serviceAccountId: deployer.id,
  project: shop.name,
});

const deployerToken = new token.Token(stack, "terraform", {
  serviceAccountId: deployer.id,
  name: "terraform",
  maxAge: "30d",
  labels: { team: "shop" },
});

new TerraformOutput(stack, "deployer_token", {
  description: "For the secrets of the repository that deploys.",
  value: deployerToken.secret,
  sensitive: true,
});

app.synth();
