import { expect, test } from "vitest";
import { listing, samples } from "../../support/operation-samples.ts";
import { onEveryDatabase } from "../../support/operation-world.ts";

onEveryDatabase("GET /v1/users", (world) => {
  listing(world, "user", { isSystemWide: true });

  const idsOf = async (query: string, token?: string): Promise<readonly string[]> => {
    const reply = await world().send({ path: `/v1/users${query}`, ...(token !== undefined && { token }) });
    expect(reply.status).toBe(200);
    return (reply.json()["items"] as { id: string }[]).map(({ id }) => id);
  };

  test("narrows to an address whatever its case, to a part of one or of a name, and to the disabled", async () => {
    const { id, references } = await samples.user(world());
    const [email = "", , upper = ""] = references;
    for (const address of [email, upper]) {
      expect(await idsOf(`?email=${encodeURIComponent(address)}`)).toEqual([id]);
    }
    expect(await idsOf(`?email=${encodeURIComponent(email.slice(0, -1))}`)).toEqual([]);
    expect(await idsOf(`?search=${encodeURIComponent(email.slice(0, -4).toUpperCase())}`)).toEqual([id]);
    const name = world().unused("Zoë ");
    await world().send({
      method: "PATCH",
      path: `/v1/users/${id}`,
      body: { display_name: name, disabled: true },
    });
    expect(await idsOf(`?search=${encodeURIComponent(name)}`)).toEqual([id]);
    expect(await idsOf("?disabled=true")).toContain(id);
    expect(await idsOf("?disabled=false")).not.toContain(id);
  });

  test("an admin of a project finds users by their exact address, and lists none", async () => {
    const { id, references } = await samples.user(world());
    const [email = "", , upper = ""] = references;
    const { token } = await world().account({ project: "shop", role: "role_admin" });
    expect(await idsOf("", token)).toEqual([]);
    expect(await idsOf("?search=ann", token)).toEqual([]);
    expect(await idsOf("?disabled=false", token)).toEqual([]);
    for (const address of [email, upper]) {
      expect(await idsOf(`?email=${encodeURIComponent(address)}`, token)).toEqual([id]);
    }
    expect(await idsOf(`?email=${encodeURIComponent(email)}&disabled=true`, token)).toEqual([]);
  });

  test("who may read no users finds nobody by an address either", async () => {
    const { references } = await samples.user(world());
    const { token } = await world().account({
      project: "shop",
      rules: [{ resource_type: "flow", actions: ["*"] }],
    });
    expect(await idsOf(`?email=${encodeURIComponent(references[0] ?? "")}`, token)).toEqual([]);
  });
});
