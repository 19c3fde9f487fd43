import * as z from "zod";

/** TokenReview of the Kubernetes API, group authentication.k8s.io/v1, as a cluster's API server sends and reads it. */
const envelope = {
  apiVersion: z.literal("authentication.k8s.io/v1"),
  kind: z.literal("TokenReview"),
};
const audiences = z.array(z.string().min(1).max(2048)).max(64);

/** Open to what later versions of a cluster add. */
export const tokenReview = z.looseObject({
  ...envelope,
  spec: z.looseObject({
    token: z.string().min(1).max(4096).meta({ description: "The bearer token the cluster was sent." }),
    audiences: audiences.optional().meta({ description: "Whom the cluster answers for; one is enough." }),
  }),
});

export const tokenReviewed = z.object({
  ...envelope,
  status: z.object({
    authenticated: z.boolean(),
    user: z
      .object({
        username: z.string().meta({ description: "`jeton:` and a reference to the token's owner." }),
        uid: z.string().meta({ description: "The owner's id." }),
        groups: z.array(z.string()).meta({
          description:
            "`jeton:service_accounts` and the like, and `jeton:project:NAME` of its project and those above.",
        }),
        extra: z.record(z.string(), z.array(z.string())),
      })
      .optional(),
    audiences: audiences.optional(),
    error: z.string().optional(),
  }),
});
