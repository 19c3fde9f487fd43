/** The scope above all projects; said here as well so that a list needs nothing of the schemas. */
export const SYSTEM = "system";
