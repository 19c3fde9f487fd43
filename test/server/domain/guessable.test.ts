import { expect, test } from "vitest";
import { chosenPassword, presentedPassword } from "../../../server/contract/password.ts";
import { demandHardToGuess } from "../../../server/domain/secrets/guessable.ts";

const ann = { email: "Ann.Miller@example.com", display_name: "Annabelle Miller" };
const refusal = (password: string): string => {
  try {
    demandHardToGuess(password, ann, "/password");
    return "";
  } catch (cause) {
    expect(cause).toMatchObject({ code: "validation_failed", errors: [{ pointer: "/password" }] });
    expect(String(cause)).not.toContain(password);
    return cause instanceof Error ? cause.message : "";
  }
};

test.each([
  "ann.miller@example.com",
  "ANN.MILLER@EXAMPLE.COM",
  "ann.miller2030",
  "Annabelle Miller",
  "annabelle miller!!!",
])("what is known of its owner is no password: %s", (password) => {
  expect(refusal(password)).toMatch("the user's own");
});

test.each([
  "password1234",
  "Password2030!",
  "P@ssw0rd12345",
  "correcthorsebatterystaple",
  "administrator",
  "jeton1234567",
  "123456789012",
  "987654321098",
  "abcdefghijklmn",
  "qwertyuiop[]",
  "1qaz2wsx3edc",
  "aaaaaaaaaaaa",
  "abababababab",
  "abcabcabcabcab",
  "12341234123412",
])("what is tried first is no password: %s", (password) => {
  expect(refusal(password)).toMatch("tried first");
});

test.each([
  "correct horse battery",
  "ein Pferd, ein Wort",
  "пароль длинный да",
  "ann.miller likes tea",
  "x7#Kq0vv-2mPz",
])("any other is one: %s", (password) => {
  expect(refusal(password)).toBe("");
});

test("who has no name does not have one without letters: digits alone are a password as any other", () => {
  const nameless = { email: "ann@example.com", display_name: null };
  for (const password of ["9283 7465 0192", "8391-2847-5561"])
    expect(() => {
      demandHardToGuess(password, nameless, "/password");
    }).not.toThrow();
});

test("a password has 12 characters or more, and 1,024 bytes at most, of whatever kind", () => {
  const accepts = (text: string): boolean => chosenPassword.safeParse(text).success;
  expect(["a".repeat(12), "🐎".repeat(12), " ".repeat(12), "é".repeat(512)].map(accepts)).not.toContain(
    false,
  );
  expect(
    ["", "a".repeat(11), "🐎".repeat(11), "é".repeat(513), "\uD800".repeat(12), `${"a".repeat(12)}\n`].map(
      accepts,
    ),
  ).not.toContain(true);
  expect(presentedPassword.safeParse("a").success).toBe(true);
  expect(presentedPassword.safeParse("é".repeat(513)).success).toBe(false);
});
