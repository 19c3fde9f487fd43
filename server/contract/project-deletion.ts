import * as z from "zod";

/** A parameter of a query that is on or off. */
const flag = z.enum(["true", "false"]).transform((text) => text === "true");

export const projectDeletion = z.strictObject({
  cascade: flag
    .default(false)
    .meta({ description: "Delete what is in it too, projects below it included: all of it or nothing." }),
});
