import { invalidField } from "../../contract/problem.ts";

/** Whose password it is, by what others know of them. */
interface Known {
  readonly email: string;
  readonly display_name: string | null;
}

/** The beginnings of the most common ones that get to twelve characters by what is hung on them; in lower case. */
const common: ReadonlySet<string> = new Set([
  "adminadmin",
  "administrator",
  "changeme",
  "changemeplease",
  "correcthorsebatterystaple",
  "iloveyou",
  "jeton",
  "jetonadmin",
  "letmein",
  "letmeinplease",
  "mypassword",
  "p@ssw0rd",
  "p@ssword",
  "passw0rd",
  "password",
  "passwordpassword",
  "passwort",
  "qwerty",
  "qwertyuiop",
  "secret",
  "sunshine",
  "superman",
  "supersecret",
  "thisismypassword",
  "topsecret",
  "trustno",
  "welcome",
]);

/** Keys as they lie, and the alphabet: a part of one of these, in either direction, is nobody's secret. */
const keys = [
  "abcdefghijklmnopqrstuvwxyz",
  "01234567890123456789",
  "1234567890-=",
  "qwertyuiop[]asdfghjkl;'zxcvbnm,./",
  "qwertyuiopasdfghjklzxcvbnm",
  "1qaz2wsx3edc4rfv5tgb6yhn7ujm",
];
const runs = [...keys, ...keys.map((row) => Array.from(row).toReversed().join(""))];

/**
 * Refuses what is tried first (NIST SP 800-63B section 3.1.1.2): the common ones, what is known of its owner, runs of keys,
 * and a few characters over and over. It measures no strength: length, and the limit on attempts, are what protects.
 * @throws Problem `validation_failed` at `pointer`
 */
export function demandHardToGuess(password: string, known: Known, pointer: string): void {
  const text = plain(password);
  // Digits and signs are what people hang on a word to make it long enough.
  const word = text.replace(/[^\p{L}]+$/u, "");
  if (namesOf(known).some((name) => name === text || name === word)) {
    throw invalidField(pointer, "must not be the user's own e-mail address or name");
  }
  const isRun = runs.some((run) => run.includes(text));
  if (isRun || common.has(text) || common.has(word) || isRepetitive(text)) {
    throw invalidField(pointer, "is one of those that are tried first; choose another one");
  }
}

function namesOf({ email, display_name: name }: Known): readonly string[] {
  const [local = ""] = email.split("@");
  // Of a password without letters the word is empty, and so is the name of who has none.
  return [email, local, name ?? ""].map(plain).filter((known) => known !== "");
}

function plain(text: string): string {
  return text.normalize("NFKC").toLowerCase();
}

/** Whether it is up to four characters, over and over. */
function isRepetitive(text: string): boolean {
  const characters = Array.from(text);
  return [1, 2, 3, 4].some((period) =>
    characters.every((character, index) => character === characters[index % period]),
  );
}
