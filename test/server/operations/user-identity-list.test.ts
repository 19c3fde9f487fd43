import { expect, test } from "vitest";
import { listing, samples } from "../../support/operation-samples.ts";
import { onEveryDatabase } from "../../support/operation-world.ts";

onEveryDatabase("GET /v1/user-identities", (world) => {
  listing(world, "user_identity", { isSystemWide: true });

  test("narrows to a user, by id or address, and to whom an issuer knows", async () => {
    const { id, object } = await samples.user_identity(world());
    const user = String(object["user_id"]);
    const { email } = (await world().send({ path: `/v1/users/${user}` })).json();
    const who = `issuer=${encodeURIComponent(String(object["issuer"]))}&subject=${String(object["subject"])}`;
    for (const query of [`user_id=${user}`, `user_id=${String(email)}`, who]) {
      const reply = await world().send({ path: `/v1/user-identities?${query}` });
      expect(reply.json()["items"]).toMatchObject([{ id }]);
    }
  });
});
