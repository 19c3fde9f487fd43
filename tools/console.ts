import { buildConsoleWhenOlder } from "./console-output.ts";

/** Before `npm start`: the console as its sources are now. */
await buildConsoleWhenOlder();
