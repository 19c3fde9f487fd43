import { sendFrom } from "../api.ts";
import { type CommonFlags, type Define, type Tools, withExamples } from "../command.ts";
import { readConnection } from "../connection.ts";
import { failure } from "../failure.ts";
import { askPerson, demandPrivate, openSession } from "../password-session.ts";

interface Flags extends CommonFlags {
  readonly email?: string;
  readonly passwordsStdin?: boolean;
}

/** `jeton change-password`: one's own, by the present one. */
export const defineChangePassword: Define = (command, tools) => {
  command
    .description(
      "Change your own password. Every session of yours ends, wherever you are signed in; tokens stay as they are.",
    )
    .option("--email <address>", "Who you are; asked for on a terminal.")
    .option(
      "--passwords-stdin",
      "Read two lines from the standard input: the present password and the new one.",
    );
  withExamples(command, "jeton change-password", "jeton change-password --email ann@example.org");
  command.action(
    tools.action<Flags>(async (flags) => {
      const { terminal, signal } = tools;
      const { url } = await readConnection(terminal, { url: flags.url, context: flags.context });
      demandPrivate(url);
      const email = flags.email ?? (await askPerson(tools, "text", "E-mail address"));
      const { present, chosen } = await (flags.passwordsStdin === true ? twoLines : twoAnswers)(tools);
      const session = await openSession({ url, email, password: present, send: sendFrom(terminal), signal });
      try {
        await session.post("session.change-password", { current_password: present, password: chosen });
      } finally {
        await session.end().catch(() => undefined);
      }
      terminal.err(`The password of ${email} is changed, and every session of theirs is ended.\n`);
    }),
  );
};

interface Passwords {
  readonly present: string;
  readonly chosen: string;
}

async function twoLines({ terminal }: Tools): Promise<Passwords> {
  const [present = "", chosen = "", ...more] = (await terminal.readInput())
    .replace(/\r?\n$/, "")
    .split(/\r?\n/);
  if (present !== "" && chosen !== "" && more.length === 0) return { present, chosen };
  throw failure(
    "usage",
    "--passwords-stdin: the standard input must be two lines",
    "give the present password, then the new one",
  );
}

/** What is typed unseen is typed twice. */
async function twoAnswers(tools: Tools): Promise<Passwords> {
  const present = await askPerson(tools, "password", "Present password");
  const chosen = await askPerson(tools, "password", "New password");
  const again = await askPerson(tools, "password", "New password, again");
  if (chosen === again) return { present, chosen };
  throw failure("usage", "the new passwords are not the same; nothing was changed");
}
