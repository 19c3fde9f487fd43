/** What a command ends with: scripts tell outcomes apart by it, so that a number keeps its meaning. */
export const exits = {
  ok: { code: 0, meaning: "Done." },
  error: {
    code: 1,
    meaning: "Something failed that has no number of its own; a name that fits several objects.",
  },
  usage: {
    code: 2,
    meaning: "The command was called the wrong way, or a field is not valid. Nothing was changed.",
  },
  cancelled: {
    code: 3,
    meaning: "A question was answered with no, or could not be asked. Nothing was changed.",
  },
  unauthenticated: { code: 4, meaning: "There is no credential, or it is not valid." },
  forbidden: { code: 5, meaning: "The caller may not do this." },
  not_found: { code: 6, meaning: "There is no such object, or the caller does not see it." },
  conflict: {
    code: 7,
    meaning:
      "It does not fit what is there: a name is taken, an object is in use, protected or changed since.",
  },
  unavailable: {
    code: 8,
    meaning: "The server cannot be reached, does not answer in time, or asks to be left alone for a while.",
  },
  interrupted: { code: 130, meaning: "Interrupted by a signal." },
} as const;

export type Exit = keyof typeof exits;
export type ExitCode = (typeof exits)[Exit]["code"];
