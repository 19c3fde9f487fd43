import { expect, test } from "vitest";
import { useStage } from "../../support/terraform-test.ts";

const stage = useStage();

const inSeconds = (seconds: number): string => new Date(Date.now() + seconds * 1000).toISOString();

test("an expired token with an age is rotated in place; what has an end of its own is only warned about", async () => {
  const one = (name: string, lines: string): string => `
    resource "jeton_token" "${name}" {
      role_id = "role_viewer"
      project = jeton_project.p.name
      name    = "${name}"
      ${lines}
    }
  `;
  const all = (aged: string, dated: string, final: string): string =>
    [
      `resource "jeton_project" "p" { name = "expired" }`,
      one("aged", `${aged}\nlifecycle { create_before_destroy = true }`),
      one("shorter", `max_age = "${aged.includes("1s") ? "2s" : "1d"}"`),
      one("dated", dated),
      one("final", final),
    ].join("\n");
  const end = inSeconds(4);
  using project = stage().workspace(
    all(`max_age = "1s"`, `expires_at = "${end}"`, `max_age = "1d"\nabsolute_expires_at = "${end}"`),
  );
  await project.apply();
  const before = project.attributes();
  const stateOf = async (name: string): Promise<unknown> => {
    const { id } = before[`jeton_token.${name}`] ?? {};
    return (await stage().send({ path: `/v1/tokens/${String(id)}` })).json()["state"];
  };
  for (const name of ["aged", "shorter", "dated", "final"]) {
    await expect.poll(() => stateOf(name), { timeout: 10_000 }).toBe("expired");
  }
  const { changes, stdout } = await project.plan();
  expect(changes).toMatchObject({
    "jeton_token.aged": { actions: ["update"], after_unknown: { secret: true, state: true } },
    "jeton_token.shorter": { actions: ["update"] },
  });
  expect(Object.keys(changes)).toEqual(["jeton_token.aged", "jeton_token.shorter"]);
  expect(stdout).toMatch(/Warning: The token has expired[\s\S]*with jeton_token\.dated,[\s\S]*expires_at = /);
  expect(stdout).toMatch(/with jeton_token\.final,[\s\S]*absolute_expires_at = /);

  project.configure(
    all(`max_age = "2h"`, `max_age = "1h"`, `max_age = "1d"\nabsolute_expires_at = "2099-01-01T00:00:00Z"`),
  );
  await project.apply();
  for (const name of ["aged", "shorter", "dated", "final"]) {
    const address = `jeton_token.${name}`;
    expect(project.attributes()[address]).toMatchObject({ id: before[address]?.["id"], state: "active" });
    expect(project.attributes()[address]?.["secret"]).not.toBe(before[address]?.["secret"]);
  }
  expect(await project.leftToDo()).toEqual({ plan: 0, refresh: 0 });
});
