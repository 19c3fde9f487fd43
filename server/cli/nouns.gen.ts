// Generated from server/contract by `npm run generate`.
import type { NounFacts } from "./noun-facts.ts";

/** Every noun, in the contract's order. */
export const nounFacts: readonly NounFacts[] = [
 {
  "name": "project",
  "title": "project",
  "idPrefix": "prj",
  "reference": "NAME",
  "description": "A scope with a dotted name. What is granted on `shop` also holds in `shop.payments`.",
  "verbs": [
   "create",
   "list",
   "get",
   "update",
   "delete"
  ],
  "fields": [
   {
    "name": "id",
    "description": "The object's id: a prefix that tells its kind, and a UUIDv7.",
    "access": [
     "computed"
    ],
    "required": false,
    "value": {
     "kind": "text"
    }
   },
   {
    "name": "created_at",
    "description": "When it was made.",
    "access": [
     "computed"
    ],
    "required": false,
    "value": {
     "kind": "text",
     "format": "date-time"
    }
   },
   {
    "name": "updated_at",
    "description": "When it was last changed; use does not change it.",
    "access": [
     "computed"
    ],
    "required": false,
    "value": {
     "kind": "text",
     "format": "date-time"
    }
   },
   {
    "name": "created_by",
    "description": "Who made it: the id of a user, a service account or a token, or `system`.",
    "access": [
     "computed"
    ],
    "required": false,
    "value": {
     "kind": "text"
    }
   },
   {
    "name": "managed_by",
    "description": "Who looks after it: `api`, `console`, `terraform`, `declaration:<name>`, `bootstrap`. Advice, never authorization.",
    "access": [
     "computed"
    ],
    "required": false,
    "value": {
     "kind": "text"
    }
   },
   {
    "name": "name",
    "description": "Dotted name, for example `shop.payments`; its parent must exist.",
    "access": [
     "immutable"
    ],
    "required": true,
    "value": {
     "kind": "text"
    }
   },
   {
    "name": "description",
    "description": "What the project is for.",
    "access": [
     "writable"
    ],
    "required": false,
    "value": {
     "kind": "text"
    }
   }
  ],
  "exactlyOneOf": [],
  "atMostOneOf": [],
  "filters": [
   {
    "name": "name",
    "kind": "equal",
    "description": "Only those whose `name` is this."
   },
   {
    "name": "search",
    "kind": "part",
    "description": "Only those with this in their `name` or `description`, A to Z of either case alike."
   }
  ],
  "orders": [
   "name",
   "created_at",
   "updated_at"
  ]
 },
 {
  "name": "user",
  "title": "user",
  "idPrefix": "usr",
  "reference": "EMAIL",
  "description": "A person. Users are the system's; roles are bound to them wherever they work, and they own tokens.",
  "verbs": [
   "create",
   "list",
   "get",
   "update",
   "delete"
  ],
  "fields": [
   {
    "name": "id",
    "description": "The object's id: a prefix that tells its kind, and a UUIDv7.",
    "access": [
     "computed"
    ],
    "required": false,
    "value": {
     "kind": "text"
    }
   },
   {
    "name": "created_at",
    "description": "When it was made.",
    "access": [
     "computed"
    ],
    "required": false,
    "value": {
     "kind": "text",
     "format": "date-time"
    }
   },
   {
    "name": "updated_at",
    "description": "When it was last changed; use does not change it.",
    "access": [
     "computed"
    ],
    "required": false,
    "value": {
     "kind": "text",
     "format": "date-time"
    }
   },
   {
    "name": "created_by",
    "description": "Who made it: the id of a user, a service account or a token, or `system`.",
    "access": [
     "computed"
    ],
    "required": false,
    "value": {
     "kind": "text"
    }
   },
   {
    "name": "managed_by",
    "description": "Who looks after it: `api`, `console`, `terraform`, `declaration:<name>`, `bootstrap`. Advice, never authorization.",
    "access": [
     "computed"
    ],
    "required": false,
    "value": {
     "kind": "text"
    }
   },
   {
    "name": "email",
    "description": "The user's e-mail address, unique whatever the case of its letters, and shown as it was given.",
    "access": [
     "writable"
    ],
    "required": true,
    "value": {
     "kind": "text"
    }
   },
   {
    "name": "display_name",
    "description": "What to call the user.",
    "access": [
     "writable"
    ],
    "required": false,
    "value": {
     "kind": "text"
    }
   },
   {
    "name": "disabled",
    "description": "A disabled user's tokens are refused; enabling the user brings them back.",
    "access": [
     "writable"
    ],
    "required": false,
    "value": {
     "kind": "flag"
    },
    "default": false
   },
   {
    "name": "password",
    "description": "What the user signs in with, for somebody else to give who holds all that the user holds; it ends the user's sessions. One's own is changed by `POST /v1/session:change-password`.",
    "access": [
     "write_only"
    ],
    "required": false,
    "value": {
     "kind": "text",
     "format": "password"
    }
   }
  ],
  "exactlyOneOf": [],
  "atMostOneOf": [],
  "filters": [
   {
    "name": "email",
    "kind": "equal",
    "description": "Only those whose `email` is this."
   },
   {
    "name": "disabled",
    "kind": "flag",
    "description": "Only those whose `disabled` is this."
   },
   {
    "name": "search",
    "kind": "part",
    "description": "Only those with this in their `email` or `display_name`, A to Z of either case alike."
   }
  ],
  "orders": [
   "email",
   "display_name",
   "created_at",
   "updated_at"
  ]
 },
 {
  "name": "service_account",
  "title": "service account",
  "idPrefix": "sa",
  "reference": "PROJECT/NAME",
  "description": "A machine identity: no password, no console; it owns tokens.",
  "verbs": [
   "create",
   "list",
   "get",
   "update",
   "delete"
  ],
  "fields": [
   {
    "name": "id",
    "description": "The object's id: a prefix that tells its kind, and a UUIDv7.",
    "access": [
     "computed"
    ],
    "required": false,
    "value": {
     "kind": "text"
    }
   },
   {
    "name": "created_at",
    "description": "When it was made.",
    "access": [
     "computed"
    ],
    "required": false,
    "value": {
     "kind": "text",
     "format": "date-time"
    }
   },
   {
    "name": "updated_at",
    "description": "When it was last changed; use does not change it.",
    "access": [
     "computed"
    ],
    "required": false,
    "value": {
     "kind": "text",
     "format": "date-time"
    }
   },
   {
    "name": "created_by",
    "description": "Who made it: the id of a user, a service account or a token, or `system`.",
    "access": [
     "computed"
    ],
    "required": false,
    "value": {
     "kind": "text"
    }
   },
   {
    "name": "managed_by",
    "description": "Who looks after it: `api`, `console`, `terraform`, `declaration:<name>`, `bootstrap`. Advice, never authorization.",
    "access": [
     "computed"
    ],
    "required": false,
    "value": {
     "kind": "text"
    }
   },
   {
    "name": "name",
    "description": "Name, unique in its project.",
    "access": [
     "writable"
    ],
    "required": true,
    "value": {
     "kind": "text"
    }
   },
   {
    "name": "project",
    "description": "The project it lives in, or `system`.",
    "access": [
     "immutable"
    ],
    "required": true,
    "value": {
     "kind": "text"
    }
   },
   {
    "name": "description",
    "description": "What the account is for.",
    "access": [
     "writable"
    ],
    "required": false,
    "value": {
     "kind": "text"
    }
   },
   {
    "name": "audience",
    "description": "The audience it answers for, unique: of tokens with `audiences` it learns by introspection of those meant for it. Set by who may change service accounts in `system`.",
    "access": [
     "writable"
    ],
    "required": false,
    "value": {
     "kind": "text"
    }
   },
   {
    "name": "disabled",
    "description": "A disabled account's tokens are refused; enabling it brings them back.",
    "access": [
     "writable"
    ],
    "required": false,
    "value": {
     "kind": "flag"
    },
    "default": false
   }
  ],
  "exactlyOneOf": [],
  "atMostOneOf": [],
  "filters": [
   {
    "name": "project",
    "kind": "named",
    "description": "Only those whose `project` is this."
   },
   {
    "name": "name",
    "kind": "equal",
    "description": "Only those whose `name` is this."
   },
   {
    "name": "disabled",
    "kind": "flag",
    "description": "Only those whose `disabled` is this."
   },
   {
    "name": "search",
    "kind": "part",
    "description": "Only those with this in their `name` or `description`, A to Z of either case alike."
   }
  ],
  "orders": [
   "name",
   "created_at",
   "updated_at"
  ]
 },
 {
  "name": "group",
  "title": "group",
  "idPrefix": "grp",
  "reference": "PROJECT/NAME",
  "description": "A named set of users and service accounts, who hold what is bound to it.",
  "verbs": [
   "create",
   "list",
   "get",
   "update",
   "delete"
  ],
  "fields": [
   {
    "name": "id",
    "description": "The object's id: a prefix that tells its kind, and a UUIDv7.",
    "access": [
     "computed"
    ],
    "required": false,
    "value": {
     "kind": "text"
    }
   },
   {
    "name": "created_at",
    "description": "When it was made.",
    "access": [
     "computed"
    ],
    "required": false,
    "value": {
     "kind": "text",
     "format": "date-time"
    }
   },
   {
    "name": "updated_at",
    "description": "When it was last changed; use does not change it.",
    "access": [
     "computed"
    ],
    "required": false,
    "value": {
     "kind": "text",
     "format": "date-time"
    }
   },
   {
    "name": "created_by",
    "description": "Who made it: the id of a user, a service account or a token, or `system`.",
    "access": [
     "computed"
    ],
    "required": false,
    "value": {
     "kind": "text"
    }
   },
   {
    "name": "managed_by",
    "description": "Who looks after it: `api`, `console`, `terraform`, `declaration:<name>`, `bootstrap`. Advice, never authorization.",
    "access": [
     "computed"
    ],
    "required": false,
    "value": {
     "kind": "text"
    }
   },
   {
    "name": "name",
    "description": "Name, unique in its project.",
    "access": [
     "writable"
    ],
    "required": true,
    "value": {
     "kind": "text"
    }
   },
   {
    "name": "project",
    "description": "The project it lives in, or `system`; roles are bound to it anywhere.",
    "access": [
     "immutable"
    ],
    "required": true,
    "value": {
     "kind": "text"
    }
   },
   {
    "name": "description",
    "description": "Who is in the group, and why.",
    "access": [
     "writable"
    ],
    "required": false,
    "value": {
     "kind": "text"
    }
   }
  ],
  "exactlyOneOf": [],
  "atMostOneOf": [],
  "filters": [
   {
    "name": "project",
    "kind": "named",
    "description": "Only those whose `project` is this."
   },
   {
    "name": "name",
    "kind": "equal",
    "description": "Only those whose `name` is this."
   },
   {
    "name": "search",
    "kind": "part",
    "description": "Only those with this in their `name` or `description`, A to Z of either case alike."
   }
  ],
  "orders": [
   "name",
   "created_at",
   "updated_at"
  ]
 },
 {
  "name": "group_member",
  "title": "group member",
  "idPrefix": "gm",
  "reference": "none",
  "description": "Puts a user or a service account in a group. Immutable: delete it and make another.",
  "verbs": [
   "create",
   "list",
   "get",
   "delete"
  ],
  "fields": [
   {
    "name": "id",
    "description": "The object's id: a prefix that tells its kind, and a UUIDv7.",
    "access": [
     "computed"
    ],
    "required": false,
    "value": {
     "kind": "text"
    }
   },
   {
    "name": "created_at",
    "description": "When it was made.",
    "access": [
     "computed"
    ],
    "required": false,
    "value": {
     "kind": "text",
     "format": "date-time"
    }
   },
   {
    "name": "updated_at",
    "description": "When it was last changed; use does not change it.",
    "access": [
     "computed"
    ],
    "required": false,
    "value": {
     "kind": "text",
     "format": "date-time"
    }
   },
   {
    "name": "created_by",
    "description": "Who made it: the id of a user, a service account or a token, or `system`.",
    "access": [
     "computed"
    ],
    "required": false,
    "value": {
     "kind": "text"
    }
   },
   {
    "name": "managed_by",
    "description": "Who looks after it: `api`, `console`, `terraform`, `declaration:<name>`, `bootstrap`. Advice, never authorization.",
    "access": [
     "computed"
    ],
    "required": false,
    "value": {
     "kind": "text"
    }
   },
   {
    "name": "group_id",
    "description": "The group.",
    "access": [
     "immutable"
    ],
    "required": true,
    "value": {
     "kind": "text"
    },
    "refersTo": "group"
   },
   {
    "name": "service_account_id",
    "description": "The service account that is in it.",
    "access": [
     "immutable"
    ],
    "required": false,
    "value": {
     "kind": "text"
    },
    "refersTo": "service_account"
   },
   {
    "name": "user_id",
    "description": "The user who is in it.",
    "access": [
     "immutable"
    ],
    "required": false,
    "value": {
     "kind": "text"
    },
    "refersTo": "user"
   },
   {
    "name": "project",
    "description": "The project the group lives in.",
    "access": [
     "computed"
    ],
    "required": false,
    "value": {
     "kind": "text"
    }
   }
  ],
  "exactlyOneOf": [
   [
    "service_account_id",
    "user_id"
   ]
  ],
  "atMostOneOf": [],
  "filters": [
   {
    "name": "project",
    "kind": "named",
    "description": "Only those whose `project` is this."
   },
   {
    "name": "group_id",
    "kind": "named",
    "description": "Only those whose `group_id` is this.",
    "refersTo": "group"
   },
   {
    "name": "service_account_id",
    "kind": "named",
    "description": "Only those whose `service_account_id` is this.",
    "refersTo": "service_account"
   },
   {
    "name": "user_id",
    "kind": "named",
    "description": "Only those whose `user_id` is this.",
    "refersTo": "user"
   }
  ],
  "orders": [
   "created_at",
   "updated_at"
  ]
 },
 {
  "name": "role",
  "title": "role",
  "idPrefix": "role",
  "reference": "PROJECT/NAME",
  "description": "A named set of rules. It grants nothing until it is bound, or a token is made for it.",
  "verbs": [
   "create",
   "list",
   "get",
   "update",
   "delete"
  ],
  "fields": [
   {
    "name": "id",
    "description": "The object's id: a prefix that tells its kind, and a UUIDv7.",
    "access": [
     "computed"
    ],
    "required": false,
    "value": {
     "kind": "text"
    }
   },
   {
    "name": "created_at",
    "description": "When it was made.",
    "access": [
     "computed"
    ],
    "required": false,
    "value": {
     "kind": "text",
     "format": "date-time"
    }
   },
   {
    "name": "updated_at",
    "description": "When it was last changed; use does not change it.",
    "access": [
     "computed"
    ],
    "required": false,
    "value": {
     "kind": "text",
     "format": "date-time"
    }
   },
   {
    "name": "created_by",
    "description": "Who made it: the id of a user, a service account or a token, or `system`.",
    "access": [
     "computed"
    ],
    "required": false,
    "value": {
     "kind": "text"
    }
   },
   {
    "name": "managed_by",
    "description": "Who looks after it: `api`, `console`, `terraform`, `declaration:<name>`, `bootstrap`. Advice, never authorization.",
    "access": [
     "computed"
    ],
    "required": false,
    "value": {
     "kind": "text"
    }
   },
   {
    "name": "name",
    "description": "Name, unique in its project.",
    "access": [
     "writable"
    ],
    "required": true,
    "value": {
     "kind": "text"
    }
   },
   {
    "name": "project",
    "description": "The project it lives in, or `system`; it is bound there or below.",
    "access": [
     "immutable"
    ],
    "required": true,
    "value": {
     "kind": "text"
    }
   },
   {
    "name": "description",
    "description": "What the role is for.",
    "access": [
     "writable"
    ],
    "required": false,
    "value": {
     "kind": "text"
    }
   },
   {
    "name": "rules",
    "description": "What the role allows, in order.",
    "access": [
     "writable"
    ],
    "required": true,
    "value": {
     "kind": "objects",
     "parts": [
      {
       "name": "resource_type",
       "description": "The type of resource: a name, a prefix such as `kestra.*`, `@declared` for all that users declared, or `*`.",
       "required": true,
       "value": {
        "kind": "text"
       }
      },
      {
       "name": "actions",
       "description": "What may be done: actions of the type, `@read`, `@write`, or `*`.",
       "required": true,
       "value": {
        "kind": "texts"
       }
      },
      {
       "name": "resource_names",
       "description": "Which resources, by name; a trailing `*` matches any ending and `@own` what the caller owns. Absent: all, future ones included.",
       "required": false,
       "value": {
        "kind": "texts"
       }
      }
     ]
    }
   },
   {
    "name": "built_in",
    "description": "Built-in roles are the same on every server and cannot be changed.",
    "access": [
     "computed"
    ],
    "required": false,
    "value": {
     "kind": "flag"
    }
   }
  ],
  "exactlyOneOf": [],
  "atMostOneOf": [],
  "filters": [
   {
    "name": "project",
    "kind": "named",
    "description": "Only those whose `project` is this."
   },
   {
    "name": "name",
    "kind": "equal",
    "description": "Only those whose `name` is this."
   },
   {
    "name": "search",
    "kind": "part",
    "description": "Only those with this in their `name` or `description`, A to Z of either case alike."
   }
  ],
  "orders": [
   "name",
   "created_at",
   "updated_at"
  ]
 },
 {
  "name": "role_binding",
  "title": "role binding",
  "idPrefix": "rb",
  "reference": "none",
  "description": "Gives a role to a subject at a scope and below. Immutable: delete it and make another.",
  "verbs": [
   "create",
   "list",
   "get",
   "delete"
  ],
  "fields": [
   {
    "name": "id",
    "description": "The object's id: a prefix that tells its kind, and a UUIDv7.",
    "access": [
     "computed"
    ],
    "required": false,
    "value": {
     "kind": "text"
    }
   },
   {
    "name": "created_at",
    "description": "When it was made.",
    "access": [
     "computed"
    ],
    "required": false,
    "value": {
     "kind": "text",
     "format": "date-time"
    }
   },
   {
    "name": "updated_at",
    "description": "When it was last changed; use does not change it.",
    "access": [
     "computed"
    ],
    "required": false,
    "value": {
     "kind": "text",
     "format": "date-time"
    }
   },
   {
    "name": "created_by",
    "description": "Who made it: the id of a user, a service account or a token, or `system`.",
    "access": [
     "computed"
    ],
    "required": false,
    "value": {
     "kind": "text"
    }
   },
   {
    "name": "managed_by",
    "description": "Who looks after it: `api`, `console`, `terraform`, `declaration:<name>`, `bootstrap`. Advice, never authorization.",
    "access": [
     "computed"
    ],
    "required": false,
    "value": {
     "kind": "text"
    }
   },
   {
    "name": "role_id",
    "description": "The role to give.",
    "access": [
     "immutable"
    ],
    "required": true,
    "value": {
     "kind": "text"
    },
    "refersTo": "role"
   },
   {
    "name": "service_account_id",
    "description": "The service account that gets it.",
    "access": [
     "immutable"
    ],
    "required": false,
    "value": {
     "kind": "text"
    },
    "refersTo": "service_account"
   },
   {
    "name": "user_id",
    "description": "The user who gets it.",
    "access": [
     "immutable"
    ],
    "required": false,
    "value": {
     "kind": "text"
    },
    "refersTo": "user"
   },
   {
    "name": "group_id",
    "description": "The group whose members get it.",
    "access": [
     "immutable"
    ],
    "required": false,
    "value": {
     "kind": "text"
    },
    "refersTo": "group"
   },
   {
    "name": "claim",
    "description": "Whoever signs in with this claim gets it, for as long as the claims of the last sign-in count.",
    "access": [
     "immutable"
    ],
    "required": false,
    "value": {
     "kind": "object",
     "parts": [
      {
       "name": "issuer",
       "description": "The `iss` of the issuer they sign in through, exactly.",
       "required": true,
       "value": {
        "kind": "text"
       }
      },
      {
       "name": "name",
       "description": "The claim's name, for example `groups`.",
       "required": true,
       "value": {
        "kind": "text"
       }
      },
      {
       "name": "values",
       "description": "The values of which one is enough, compared exactly, case and all.",
       "required": true,
       "value": {
        "kind": "texts"
       }
      }
     ]
    }
   },
   {
    "name": "project",
    "description": "Where it holds, below included: the role's own project or one below it.",
    "access": [
     "immutable"
    ],
    "required": true,
    "value": {
     "kind": "text"
    }
   },
   {
    "name": "expires_at",
    "description": "When it ends; absent, it does not.",
    "access": [
     "immutable"
    ],
    "required": false,
    "value": {
     "kind": "text",
     "format": "date-time"
    }
   }
  ],
  "exactlyOneOf": [
   [
    "service_account_id",
    "user_id",
    "group_id",
    "claim"
   ]
  ],
  "atMostOneOf": [],
  "filters": [
   {
    "name": "project",
    "kind": "named",
    "description": "Only those whose `project` is this."
   },
   {
    "name": "role_id",
    "kind": "named",
    "description": "Only those whose `role_id` is this.",
    "refersTo": "role"
   },
   {
    "name": "service_account_id",
    "kind": "named",
    "description": "Only those whose `service_account_id` is this.",
    "refersTo": "service_account"
   },
   {
    "name": "user_id",
    "kind": "named",
    "description": "Only those whose `user_id` is this.",
    "refersTo": "user"
   },
   {
    "name": "group_id",
    "kind": "named",
    "description": "Only those whose `group_id` is this.",
    "refersTo": "group"
   }
  ],
  "orders": [
   "expires_at",
   "created_at",
   "updated_at"
  ]
 },
 {
  "name": "resource_type",
  "title": "resource type",
  "idPrefix": "rt",
  "reference": "NAME",
  "description": "A kind of thing that rules speak of, with its actions; declared once, for the whole system.",
  "verbs": [
   "create",
   "list",
   "get",
   "update",
   "delete"
  ],
  "fields": [
   {
    "name": "id",
    "description": "The object's id: a prefix that tells its kind, and a UUIDv7.",
    "access": [
     "computed"
    ],
    "required": false,
    "value": {
     "kind": "text"
    }
   },
   {
    "name": "created_at",
    "description": "When it was made.",
    "access": [
     "computed"
    ],
    "required": false,
    "value": {
     "kind": "text",
     "format": "date-time"
    }
   },
   {
    "name": "updated_at",
    "description": "When it was last changed; use does not change it.",
    "access": [
     "computed"
    ],
    "required": false,
    "value": {
     "kind": "text",
     "format": "date-time"
    }
   },
   {
    "name": "created_by",
    "description": "Who made it: the id of a user, a service account or a token, or `system`.",
    "access": [
     "computed"
    ],
    "required": false,
    "value": {
     "kind": "text"
    }
   },
   {
    "name": "managed_by",
    "description": "Who looks after it: `api`, `console`, `terraform`, `declaration:<name>`, `bootstrap`. Advice, never authorization.",
    "access": [
     "computed"
    ],
    "required": false,
    "value": {
     "kind": "text"
    }
   },
   {
    "name": "name",
    "description": "Name, for example `flow`; `jeton` and `jeton.*` are reserved.",
    "access": [
     "immutable"
    ],
    "required": true,
    "value": {
     "kind": "text"
    }
   },
   {
    "name": "area",
    "description": "A label that groups types for people.",
    "access": [
     "writable"
    ],
    "required": false,
    "value": {
     "kind": "text"
    }
   },
   {
    "name": "description",
    "description": "What the type stands for.",
    "access": [
     "writable"
    ],
    "required": false,
    "value": {
     "kind": "text"
    }
   },
   {
    "name": "actions",
    "description": "The actions there are, each a read or a write.",
    "access": [
     "writable"
    ],
    "required": true,
    "value": {
     "kind": "objects",
     "parts": [
      {
       "name": "name",
       "description": "The action's name.",
       "required": true,
       "value": {
        "kind": "text"
       }
      },
      {
       "name": "access",
       "description": "Whether it only reads: what `@read` and read-only tokens reach. Fixed once chosen.",
       "required": true,
       "value": {
        "kind": "choice",
        "choices": [
         "read",
         "write"
        ]
       }
      }
     ]
    }
   }
  ],
  "exactlyOneOf": [],
  "atMostOneOf": [],
  "filters": [
   {
    "name": "name",
    "kind": "equal",
    "description": "Only those whose `name` is this."
   },
   {
    "name": "search",
    "kind": "part",
    "description": "Only those with this in their `name` or `area` or `description`, A to Z of either case alike."
   }
  ],
  "orders": [
   "name",
   "area",
   "created_at",
   "updated_at"
  ]
 },
 {
  "name": "policy",
  "title": "policy",
  "idPrefix": "pol",
  "reference": "PROJECT",
  "description": "What tokens of a project, and of those below it, have to comply with; one a project, named by it. Of a project's policy and those above it the strictest value of each field is in force: nobody loosens what is set above.",
  "verbs": [
   "create",
   "list",
   "get",
   "update",
   "delete"
  ],
  "fields": [
   {
    "name": "id",
    "description": "The object's id: a prefix that tells its kind, and a UUIDv7.",
    "access": [
     "computed"
    ],
    "required": false,
    "value": {
     "kind": "text"
    }
   },
   {
    "name": "created_at",
    "description": "When it was made.",
    "access": [
     "computed"
    ],
    "required": false,
    "value": {
     "kind": "text",
     "format": "date-time"
    }
   },
   {
    "name": "updated_at",
    "description": "When it was last changed; use does not change it.",
    "access": [
     "computed"
    ],
    "required": false,
    "value": {
     "kind": "text",
     "format": "date-time"
    }
   },
   {
    "name": "created_by",
    "description": "Who made it: the id of a user, a service account or a token, or `system`.",
    "access": [
     "computed"
    ],
    "required": false,
    "value": {
     "kind": "text"
    }
   },
   {
    "name": "managed_by",
    "description": "Who looks after it: `api`, `console`, `terraform`, `declaration:<name>`, `bootstrap`. Advice, never authorization.",
    "access": [
     "computed"
    ],
    "required": false,
    "value": {
     "kind": "text"
    }
   },
   {
    "name": "project",
    "description": "The project it is for, those below included; `system` is for all.",
    "access": [
     "immutable"
    ],
    "required": true,
    "value": {
     "kind": "text"
    }
   },
   {
    "name": "max_lifetime",
    "description": "How long a token may live at most, from its creation or last rotation to the latest end it can have. Tokens that last longer are refused, and while it is in force those there are have the state `blocked`.",
    "access": [
     "writable"
    ],
    "required": false,
    "value": {
     "kind": "text",
     "format": "duration"
    }
   },
   {
    "name": "allow_never",
    "description": "Whether tokens may have no end; one that use extends has none without an absolute one.",
    "access": [
     "writable"
    ],
    "required": false,
    "value": {
     "kind": "flag"
    },
    "default": true
   },
   {
    "name": "presets",
    "description": "Lifetimes for forms to offer; the nearest policy that has some says which.",
    "access": [
     "writable"
    ],
    "required": false,
    "value": {
     "kind": "texts"
    }
   },
   {
    "name": "require_approval",
    "description": "Whether a token that is made, or changed to give or last more, is refused until somebody else approves it.",
    "access": [
     "writable"
    ],
    "required": false,
    "value": {
     "kind": "flag"
    },
    "default": false
   },
   {
    "name": "unused_after",
    "description": "After how long without a use a token is disabled, counted from its creation, rotation, approval, beginning or last enabling where that is later, and looked at once an hour; an hour or more. The last usable administrator stays.",
    "access": [
     "writable"
    ],
    "required": false,
    "value": {
     "kind": "text",
     "format": "duration"
    }
   },
   {
    "name": "creators",
    "description": "Who makes tokens: `self_service`, whoever holds `jeton.token:create`; `admins`, of those only who has the role `admin` in this project or above.",
    "access": [
     "writable"
    ],
    "required": false,
    "value": {
     "kind": "choice",
     "choices": [
      "self_service",
      "admins"
     ]
    },
    "default": "self_service"
   }
  ],
  "exactlyOneOf": [],
  "atMostOneOf": [],
  "filters": [
   {
    "name": "project",
    "kind": "named",
    "description": "Only those whose `project` is this."
   }
  ],
  "orders": [
   "created_at",
   "updated_at"
  ]
 },
 {
  "name": "token",
  "title": "token",
  "idPrefix": "tok",
  "reference": "OWNER/NAME",
  "description": "An API token. Its rights are its owner's, narrowed by its mode and `within`, at every request.",
  "verbs": [
   "create",
   "list",
   "get",
   "update",
   "delete"
  ],
  "fields": [
   {
    "name": "id",
    "description": "The object's id: a prefix that tells its kind, and a UUIDv7.",
    "access": [
     "computed"
    ],
    "required": false,
    "value": {
     "kind": "text"
    }
   },
   {
    "name": "created_at",
    "description": "When it was made.",
    "access": [
     "computed"
    ],
    "required": false,
    "value": {
     "kind": "text",
     "format": "date-time"
    }
   },
   {
    "name": "updated_at",
    "description": "When it was last changed; use does not change it.",
    "access": [
     "computed"
    ],
    "required": false,
    "value": {
     "kind": "text",
     "format": "date-time"
    }
   },
   {
    "name": "created_by",
    "description": "Who made it: the id of a user, a service account or a token, or `system`.",
    "access": [
     "computed"
    ],
    "required": false,
    "value": {
     "kind": "text"
    }
   },
   {
    "name": "managed_by",
    "description": "Who looks after it: `api`, `console`, `terraform`, `declaration:<name>`, `bootstrap`. Advice, never authorization.",
    "access": [
     "computed"
    ],
    "required": false,
    "value": {
     "kind": "text"
    }
   },
   {
    "name": "service_account_id",
    "description": "The service account that owns it.",
    "access": [
     "immutable"
    ],
    "required": false,
    "value": {
     "kind": "text"
    },
    "refersTo": "service_account"
   },
   {
    "name": "user_id",
    "description": "The user who owns it.",
    "access": [
     "immutable"
    ],
    "required": false,
    "value": {
     "kind": "text"
    },
    "refersTo": "user"
   },
   {
    "name": "role_id",
    "description": "The role that owns it: the token acts as if the role were bound at its project.",
    "access": [
     "immutable"
    ],
    "required": false,
    "value": {
     "kind": "text"
    },
    "refersTo": "role"
   },
   {
    "name": "project",
    "description": "The project it belongs to: its owner's; a user's is the system. A token of a role may choose one below; of a built-in role it must.",
    "access": [
     "immutable",
     "defaulted"
    ],
    "required": false,
    "value": {
     "kind": "text"
    }
   },
   {
    "name": "name",
    "description": "Name, unique among the owner's live tokens.",
    "access": [
     "writable"
    ],
    "required": true,
    "value": {
     "kind": "text"
    }
   },
   {
    "name": "description",
    "description": "Where the token is used.",
    "access": [
     "writable"
    ],
    "required": false,
    "value": {
     "kind": "text"
    }
   },
   {
    "name": "within",
    "description": "A project outside which the token may do nothing.",
    "access": [
     "writable"
    ],
    "required": false,
    "value": {
     "kind": "text"
    }
   },
   {
    "name": "mode",
    "description": "What it may do of what its owner may: everything, only actions that read, or its own rules.",
    "access": [
     "writable"
    ],
    "required": false,
    "value": {
     "kind": "choice",
     "choices": [
      "full_access",
      "read_only",
      "custom"
     ]
    },
    "default": "full_access"
   },
   {
    "name": "rules",
    "description": "The rules of a `custom` token; absent for the other modes.",
    "access": [
     "writable"
    ],
    "required": false,
    "value": {
     "kind": "objects",
     "parts": [
      {
       "name": "resource_type",
       "description": "The type of resource: a name, a prefix such as `kestra.*`, `@declared` for all that users declared, or `*`.",
       "required": true,
       "value": {
        "kind": "text"
       }
      },
      {
       "name": "actions",
       "description": "What may be done: actions of the type, `@read`, `@write`, or `*`.",
       "required": true,
       "value": {
        "kind": "texts"
       }
      },
      {
       "name": "resource_names",
       "description": "Which resources, by name; a trailing `*` matches any ending and `@own` what the caller owns. Absent: all, future ones included.",
       "required": false,
       "value": {
        "kind": "texts"
       }
      }
     ]
    }
   },
   {
    "name": "expires_at",
    "description": "When it ends; null is never.",
    "access": [
     "writable",
     "defaulted"
    ],
    "required": false,
    "value": {
     "kind": "text",
     "format": "date-time"
    }
   },
   {
    "name": "max_age",
    "description": "How long each secret of it lasts, counted from creation and from each rotation; sets `expires_at`.",
    "access": [
     "writable"
    ],
    "required": false,
    "value": {
     "kind": "text",
     "format": "duration"
    }
   },
   {
    "name": "extend_on_use",
    "description": "Whether a use moves `expires_at` to `max_age` from then (within a twentieth of it, a minute at most); needs a `max_age` of 60 s or more.",
    "access": [
     "writable"
    ],
    "required": false,
    "value": {
     "kind": "flag"
    },
    "default": false
   },
   {
    "name": "absolute_expires_at",
    "description": "Past which neither use nor rotation moves `expires_at`; without another end it is the end.",
    "access": [
     "writable"
    ],
    "required": false,
    "value": {
     "kind": "text",
     "format": "date-time"
    }
   },
   {
    "name": "not_before",
    "description": "Before which it is refused; its state is `active` all the same.",
    "access": [
     "writable"
    ],
    "required": false,
    "value": {
     "kind": "text",
     "format": "date-time"
    }
   },
   {
    "name": "usage_limit",
    "description": "How many uses it has in all, exactly: of `uses` that many are accepted, of requests at once as well.",
    "access": [
     "writable"
    ],
    "required": false,
    "value": {
     "kind": "number"
    }
   },
   {
    "name": "allowed_cidrs",
    "description": "The ranges of addresses it may be used from; absent, from anywhere.",
    "access": [
     "writable"
    ],
    "required": false,
    "value": {
     "kind": "texts"
    }
   },
   {
    "name": "audiences",
    "description": "Whom it is meant for, compared letter by letter; Jeton's own audience is the server's `JETON_PUBLIC_URL`, without which Jeton refuses it. Absent, it is meant for everyone.",
    "access": [
     "writable"
    ],
    "required": false,
    "value": {
     "kind": "texts"
    }
   },
   {
    "name": "rate_limit",
    "description": "How fast it may be used: what is more gets 429 until there is room again. Each server process counts for itself.",
    "access": [
     "writable"
    ],
    "required": false,
    "value": {
     "kind": "object",
     "parts": [
      {
       "name": "requests",
       "description": "How many requests, at once at most and each period in the long run.",
       "required": true,
       "value": {
        "kind": "number"
       }
      },
      {
       "name": "period",
       "description": "In which time, a day at most, for example `1m`.",
       "required": true,
       "value": {
        "kind": "text",
        "format": "duration"
       }
      }
     ]
    }
   },
   {
    "name": "labels",
    "description": "Labels of your own.",
    "access": [
     "writable"
    ],
    "required": false,
    "value": {
     "kind": "map"
    },
    "default": {}
   },
   {
    "name": "disabled",
    "description": "A disabled token is refused until it is enabled.",
    "access": [
     "writable"
    ],
    "required": false,
    "value": {
     "kind": "flag"
    },
    "default": false
   },
   {
    "name": "ephemeral",
    "description": "A token for one run: it ends within a day and is left out of lists unless asked for.",
    "access": [
     "immutable"
    ],
    "required": false,
    "value": {
     "kind": "flag"
    },
    "default": false
   },
   {
    "name": "imported",
    "description": "A token of another system to take over, by the hash of its text: it is accepted here as it is, and the reply has no secret.",
    "access": [
     "immutable",
     "write_only"
    ],
    "required": false,
    "value": {
     "kind": "object",
     "parts": [
      {
       "name": "sha256",
       "description": "SHA-256 of the token's whole text, in lower-case hexadecimal. The text has to be random, of 128 bits or more.",
       "required": true,
       "value": {
        "kind": "text"
       }
      },
      {
       "name": "hint",
       "description": "By which to recognise the text, like the prefix its system gives it; shown as `hint`, so nothing secret.",
       "required": false,
       "value": {
        "kind": "text"
       }
      }
     ]
    }
   },
   {
    "name": "trust_policy_id",
    "description": "The trust policy it was exchanged under: what that leaves at each request, it may do at most.",
    "access": [
     "computed"
    ],
    "required": false,
    "value": {
     "kind": "text"
    },
    "refersTo": "trust_policy"
   },
   {
    "name": "session",
    "description": "Whether it is the session of a person who signed in: its text is in a cookie, and no bearer's.",
    "access": [
     "computed"
    ],
    "required": false,
    "value": {
     "kind": "flag"
    }
   },
   {
    "name": "state",
    "description": "The token's own state; a disabled owner stops it without changing it. `blocked`: it lasts longer than the policy in force allows, and is refused until either changes; `pending`: it is refused until somebody approves it.",
    "access": [
     "computed"
    ],
    "required": false,
    "value": {
     "kind": "choice",
     "choices": [
      "active",
      "pending",
      "disabled",
      "blocked",
      "expired",
      "revoked"
     ]
    }
   },
   {
    "name": "hint",
    "description": "The beginning of the secret, by which to recognise it; not secret. Of an imported one, what was given with it, or `imported`; of a JWT `at+jwt`, whose `jti` is the token's id.",
    "access": [
     "computed"
    ],
    "required": false,
    "value": {
     "kind": "text"
    }
   },
   {
    "name": "rotated_at",
    "description": "When its secret was last replaced.",
    "access": [
     "computed"
    ],
    "required": false,
    "value": {
     "kind": "text",
     "format": "date-time"
    }
   },
   {
    "name": "pending_since",
    "description": "Since when it awaits approval; null when it does not.",
    "access": [
     "volatile"
    ],
    "required": false,
    "value": {
     "kind": "text",
     "format": "date-time"
    }
   },
   {
    "name": "requested_by",
    "description": "Who asked for what awaits approval: accounts, and tokens of roles. None of them approves it.",
    "access": [
     "volatile"
    ],
    "required": false,
    "value": {
     "kind": "texts"
    }
   },
   {
    "name": "approved_at",
    "description": "When it was last approved.",
    "access": [
     "volatile"
    ],
    "required": false,
    "value": {
     "kind": "text",
     "format": "date-time"
    }
   },
   {
    "name": "approved_by",
    "description": "Who approved it.",
    "access": [
     "volatile"
    ],
    "required": false,
    "value": {
     "kind": "text"
    }
   },
   {
    "name": "last_used_at",
    "description": "When it was last used for something it may do.",
    "access": [
     "volatile"
    ],
    "required": false,
    "value": {
     "kind": "text",
     "format": "date-time"
    }
   },
   {
    "name": "last_used_ip",
    "description": "From which address.",
    "access": [
     "volatile"
    ],
    "required": false,
    "value": {
     "kind": "text"
    }
   },
   {
    "name": "last_used_by",
    "description": "By which user agent.",
    "access": [
     "volatile"
    ],
    "required": false,
    "value": {
     "kind": "text"
    }
   },
   {
    "name": "uses",
    "description": "How often it was used for something it may do.",
    "access": [
     "volatile"
    ],
    "required": false,
    "value": {
     "kind": "number"
    }
   },
   {
    "name": "secret",
    "description": "The token's text, in the replies of create, rotate and transfer and never again.",
    "access": [
     "secret"
    ],
    "required": false,
    "value": {
     "kind": "text"
    }
   }
  ],
  "exactlyOneOf": [
   [
    "service_account_id",
    "user_id",
    "role_id"
   ]
  ],
  "atMostOneOf": [
   [
    "expires_at",
    "max_age"
   ]
  ],
  "filters": [
   {
    "name": "project",
    "kind": "named",
    "description": "Only those whose `project` is this."
   },
   {
    "name": "service_account_id",
    "kind": "named",
    "description": "Only those whose `service_account_id` is this.",
    "refersTo": "service_account"
   },
   {
    "name": "user_id",
    "kind": "named",
    "description": "Only those whose `user_id` is this.",
    "refersTo": "user"
   },
   {
    "name": "role_id",
    "kind": "named",
    "description": "Only those whose `role_id` is this.",
    "refersTo": "role"
   },
   {
    "name": "name",
    "kind": "equal",
    "description": "Only those whose `name` is this."
   },
   {
    "name": "created_by",
    "kind": "equal",
    "description": "Only those whose `created_by` is this."
   },
   {
    "name": "trust_policy_id",
    "kind": "equal",
    "description": "Only those whose `trust_policy_id` is this.",
    "refersTo": "trust_policy"
   },
   {
    "name": "search",
    "kind": "part",
    "description": "Only those with this in their `name` or `description` or `hint`, A to Z of either case alike."
   },
   {
    "name": "unused_since",
    "kind": "unused",
    "description": "Only those made before this instant and not used since."
   },
   {
    "name": "state",
    "kind": "state",
    "description": "Only those whose `state` is this.",
    "choices": [
     "active",
     "pending",
     "disabled",
     "blocked",
     "expired",
     "revoked"
    ]
   },
   {
    "name": "ephemeral",
    "kind": "flag",
    "description": "Only those whose `ephemeral` is this."
   },
   {
    "name": "session",
    "kind": "flag",
    "description": "Only those whose `session` is this."
   },
   {
    "name": "created_after",
    "kind": "from",
    "description": "Only those whose `created_at` is this instant or later; not those without one."
   },
   {
    "name": "created_before",
    "kind": "before",
    "description": "Only those whose `created_at` is before this instant; not those without one."
   },
   {
    "name": "expires_after",
    "kind": "from",
    "description": "Only those whose `expires_at` is this instant or later; not those without one."
   },
   {
    "name": "expires_before",
    "kind": "before",
    "description": "Only those whose `expires_at` is before this instant; not those without one."
   },
   {
    "name": "last_used_after",
    "kind": "from",
    "description": "Only those whose `last_used_at` is this instant or later; not those without one."
   },
   {
    "name": "last_used_before",
    "kind": "before",
    "description": "Only those whose `last_used_at` is before this instant; not those without one."
   }
  ],
  "orders": [
   "name",
   "expires_at",
   "last_used_at",
   "created_at",
   "updated_at"
  ]
 },
 {
  "name": "trust_policy",
  "title": "trust policy",
  "idPrefix": "tp",
  "reference": "PROJECT/NAME",
  "description": "Lets whoever has an ID token of an OIDC issuer, such as a job of GitHub Actions, exchange it for a short-lived token of a service account.",
  "verbs": [
   "create",
   "list",
   "get",
   "update",
   "delete"
  ],
  "fields": [
   {
    "name": "id",
    "description": "The object's id: a prefix that tells its kind, and a UUIDv7.",
    "access": [
     "computed"
    ],
    "required": false,
    "value": {
     "kind": "text"
    }
   },
   {
    "name": "created_at",
    "description": "When it was made.",
    "access": [
     "computed"
    ],
    "required": false,
    "value": {
     "kind": "text",
     "format": "date-time"
    }
   },
   {
    "name": "updated_at",
    "description": "When it was last changed; use does not change it.",
    "access": [
     "computed"
    ],
    "required": false,
    "value": {
     "kind": "text",
     "format": "date-time"
    }
   },
   {
    "name": "created_by",
    "description": "Who made it: the id of a user, a service account or a token, or `system`.",
    "access": [
     "computed"
    ],
    "required": false,
    "value": {
     "kind": "text"
    }
   },
   {
    "name": "managed_by",
    "description": "Who looks after it: `api`, `console`, `terraform`, `declaration:<name>`, `bootstrap`. Advice, never authorization.",
    "access": [
     "computed"
    ],
    "required": false,
    "value": {
     "kind": "text"
    }
   },
   {
    "name": "service_account_id",
    "description": "The service account that the tokens are of.",
    "access": [
     "immutable"
    ],
    "required": true,
    "value": {
     "kind": "text"
    },
    "refersTo": "service_account"
   },
   {
    "name": "project",
    "description": "The project of the service account.",
    "access": [
     "computed"
    ],
    "required": false,
    "value": {
     "kind": "text"
    }
   },
   {
    "name": "name",
    "description": "Name, unique in its project.",
    "access": [
     "writable"
    ],
    "required": true,
    "value": {
     "kind": "text"
    }
   },
   {
    "name": "description",
    "description": "Who is trusted, and what for.",
    "access": [
     "writable"
    ],
    "required": false,
    "value": {
     "kind": "text"
    }
   },
   {
    "name": "issuer",
    "description": "The `iss` of the ID tokens, exactly; its keys are found by OIDC discovery.",
    "access": [
     "writable"
    ],
    "required": true,
    "value": {
     "kind": "text"
    }
   },
   {
    "name": "audience",
    "description": "The `aud` of the ID tokens, exactly and alone; absent, the server's own address, `JETON_PUBLIC_URL`.",
    "access": [
     "writable",
     "defaulted"
    ],
    "required": false,
    "value": {
     "kind": "text"
    }
   },
   {
    "name": "claims",
    "description": "What the ID token must claim: for each name at least one matcher that matches the whole value, case and all. `*` stands for any characters but `/` and `:`, `**` for any. Of issuers that strangers share, one claim must be an id that is never given to another, such as `repository_id`, without a wildcard.",
    "access": [
     "writable"
    ],
    "required": true,
    "value": {
     "kind": "lists"
    }
   },
   {
    "name": "max_ttl",
    "description": "How long the tokens last, unless less is asked for.",
    "access": [
     "writable"
    ],
    "required": false,
    "value": {
     "kind": "text",
     "format": "duration"
    },
    "default": "PT15M"
   },
   {
    "name": "mode",
    "description": "What the tokens may do of what the service account may: everything, only actions that read, or the rules here.",
    "access": [
     "writable"
    ],
    "required": false,
    "value": {
     "kind": "choice",
     "choices": [
      "full_access",
      "read_only",
      "custom"
     ]
    },
    "default": "full_access"
   },
   {
    "name": "rules",
    "description": "The rules of a `custom` trust policy; absent for the other modes.",
    "access": [
     "writable"
    ],
    "required": false,
    "value": {
     "kind": "objects",
     "parts": [
      {
       "name": "resource_type",
       "description": "The type of resource: a name, a prefix such as `kestra.*`, `@declared` for all that users declared, or `*`.",
       "required": true,
       "value": {
        "kind": "text"
       }
      },
      {
       "name": "actions",
       "description": "What may be done: actions of the type, `@read`, `@write`, or `*`.",
       "required": true,
       "value": {
        "kind": "texts"
       }
      },
      {
       "name": "resource_names",
       "description": "Which resources, by name; a trailing `*` matches any ending and `@own` what the caller owns. Absent: all, future ones included.",
       "required": false,
       "value": {
        "kind": "texts"
       }
      }
     ]
    }
   },
   {
    "name": "allowed_cidrs",
    "description": "The ranges of addresses the exchange is made from and the tokens are used from; absent, anywhere.",
    "access": [
     "writable"
    ],
    "required": false,
    "value": {
     "kind": "texts"
    }
   },
   {
    "name": "explain_refusals",
    "description": "Whether a refused exchange says which values were expected; otherwise only the audit does.",
    "access": [
     "writable"
    ],
    "required": false,
    "value": {
     "kind": "flag"
    },
    "default": false
   },
   {
    "name": "disabled",
    "description": "A disabled trust policy gives no tokens, and those it gave are refused until it is enabled.",
    "access": [
     "writable"
    ],
    "required": false,
    "value": {
     "kind": "flag"
    },
    "default": false
   }
  ],
  "exactlyOneOf": [],
  "atMostOneOf": [],
  "filters": [
   {
    "name": "project",
    "kind": "named",
    "description": "Only those whose `project` is this."
   },
   {
    "name": "service_account_id",
    "kind": "named",
    "description": "Only those whose `service_account_id` is this.",
    "refersTo": "service_account"
   },
   {
    "name": "name",
    "kind": "equal",
    "description": "Only those whose `name` is this."
   },
   {
    "name": "issuer",
    "kind": "equal",
    "description": "Only those whose `issuer` is this."
   },
   {
    "name": "search",
    "kind": "part",
    "description": "Only those with this in their `name` or `description`, A to Z of either case alike."
   }
  ],
  "orders": [
   "name",
   "created_at",
   "updated_at"
  ]
 },
 {
  "name": "identity_provider",
  "title": "identity provider",
  "idPrefix": "idp",
  "reference": "NAME",
  "description": "An OIDC issuer that people sign in through. Whoever speaks for it speaks for all of them, so that only who holds everything makes one.",
  "verbs": [
   "create",
   "list",
   "get",
   "update",
   "delete"
  ],
  "fields": [
   {
    "name": "id",
    "description": "The object's id: a prefix that tells its kind, and a UUIDv7.",
    "access": [
     "computed"
    ],
    "required": false,
    "value": {
     "kind": "text"
    }
   },
   {
    "name": "created_at",
    "description": "When it was made.",
    "access": [
     "computed"
    ],
    "required": false,
    "value": {
     "kind": "text",
     "format": "date-time"
    }
   },
   {
    "name": "updated_at",
    "description": "When it was last changed; use does not change it.",
    "access": [
     "computed"
    ],
    "required": false,
    "value": {
     "kind": "text",
     "format": "date-time"
    }
   },
   {
    "name": "created_by",
    "description": "Who made it: the id of a user, a service account or a token, or `system`.",
    "access": [
     "computed"
    ],
    "required": false,
    "value": {
     "kind": "text"
    }
   },
   {
    "name": "managed_by",
    "description": "Who looks after it: `api`, `console`, `terraform`, `declaration:<name>`, `bootstrap`. Advice, never authorization.",
    "access": [
     "computed"
    ],
    "required": false,
    "value": {
     "kind": "text"
    }
   },
   {
    "name": "name",
    "description": "Name, unique; the redirect URI ends with it, so that it is known before the client is registered.",
    "access": [
     "immutable"
    ],
    "required": true,
    "value": {
     "kind": "text"
    }
   },
   {
    "name": "display_name",
    "description": "What a sign-in page calls it; absent, its name.",
    "access": [
     "writable"
    ],
    "required": false,
    "value": {
     "kind": "text"
    }
   },
   {
    "name": "issuer",
    "description": "The `iss` of its ID tokens, exactly; its endpoints and keys are found by OIDC discovery.",
    "access": [
     "immutable"
    ],
    "required": true,
    "value": {
     "kind": "text"
    }
   },
   {
    "name": "client_id",
    "description": "What it knows this server by.",
    "access": [
     "writable"
    ],
    "required": true,
    "value": {
     "kind": "text"
    }
   },
   {
    "name": "client_secret",
    "description": "What this server proves that with; absent for a public client, which PKCE alone protects. Kept sealed under `JETON_ENCRYPTION_KEY`.",
    "access": [
     "write_only"
    ],
    "required": false,
    "value": {
     "kind": "text",
     "format": "password"
    }
   },
   {
    "name": "scopes",
    "description": "What is asked for besides `openid`; absent, `email` and `profile`.",
    "access": [
     "writable"
    ],
    "required": false,
    "value": {
     "kind": "texts"
    }
   },
   {
    "name": "required_claims",
    "description": "Who may sign in: for each name at least one matcher that matches the whole value, case and all. `*` stands for any characters but `/` and `:`, `**` for any. Absent, whoever has an identity here.",
    "access": [
     "writable"
    ],
    "required": false,
    "value": {
     "kind": "lists"
    }
   },
   {
    "name": "allow_sign_up",
    "description": "Whether somebody who is new becomes a user, with the address the ID token says is verified; otherwise an administrator links them by a user identity.",
    "access": [
     "writable"
    ],
    "required": false,
    "value": {
     "kind": "flag"
    },
    "default": false
   },
   {
    "name": "trust_email",
    "description": "Whether the address of somebody new is taken although the ID token does not say that it is verified.",
    "access": [
     "writable"
    ],
    "required": false,
    "value": {
     "kind": "flag"
    },
    "default": false
   },
   {
    "name": "claims_max_age",
    "description": "For how long what was claimed at a sign-in counts for role bindings to claims.",
    "access": [
     "writable"
    ],
    "required": false,
    "value": {
     "kind": "text",
     "format": "duration"
    },
    "default": "P1D"
   },
   {
    "name": "disabled",
    "description": "Nobody signs in through a disabled one; disabling it ends the sessions of its people, and what their claims give.",
    "access": [
     "writable"
    ],
    "required": false,
    "value": {
     "kind": "flag"
    },
    "default": false
   },
   {
    "name": "redirect_uri",
    "description": "Where it sends people back to, to be registered with it exactly; null while the server has no `JETON_PUBLIC_URL`.",
    "access": [
     "computed"
    ],
    "required": false,
    "value": {
     "kind": "text"
    }
   }
  ],
  "exactlyOneOf": [],
  "atMostOneOf": [],
  "filters": [
   {
    "name": "name",
    "kind": "equal",
    "description": "Only those whose `name` is this."
   },
   {
    "name": "issuer",
    "kind": "equal",
    "description": "Only those whose `issuer` is this."
   },
   {
    "name": "disabled",
    "kind": "flag",
    "description": "Only those whose `disabled` is this."
   },
   {
    "name": "search",
    "kind": "part",
    "description": "Only those with this in their `name` or `display_name`, A to Z of either case alike."
   }
  ],
  "orders": [
   "name",
   "created_at",
   "updated_at"
  ]
 },
 {
  "name": "user_identity",
  "title": "user identity",
  "idPrefix": "uid",
  "reference": "none",
  "description": "Says which user somebody is who signs in through an identity provider. Immutable: delete it and make another.",
  "verbs": [
   "create",
   "list",
   "get",
   "delete"
  ],
  "fields": [
   {
    "name": "id",
    "description": "The object's id: a prefix that tells its kind, and a UUIDv7.",
    "access": [
     "computed"
    ],
    "required": false,
    "value": {
     "kind": "text"
    }
   },
   {
    "name": "created_at",
    "description": "When it was made.",
    "access": [
     "computed"
    ],
    "required": false,
    "value": {
     "kind": "text",
     "format": "date-time"
    }
   },
   {
    "name": "updated_at",
    "description": "When it was last changed; use does not change it.",
    "access": [
     "computed"
    ],
    "required": false,
    "value": {
     "kind": "text",
     "format": "date-time"
    }
   },
   {
    "name": "created_by",
    "description": "Who made it: the id of a user, a service account or a token, or `system`.",
    "access": [
     "computed"
    ],
    "required": false,
    "value": {
     "kind": "text"
    }
   },
   {
    "name": "managed_by",
    "description": "Who looks after it: `api`, `console`, `terraform`, `declaration:<name>`, `bootstrap`. Advice, never authorization.",
    "access": [
     "computed"
    ],
    "required": false,
    "value": {
     "kind": "text"
    }
   },
   {
    "name": "user_id",
    "description": "The user; whoever links somebody to one holds all that the user holds.",
    "access": [
     "immutable"
    ],
    "required": true,
    "value": {
     "kind": "text"
    },
    "refersTo": "user"
   },
   {
    "name": "issuer",
    "description": "The `iss` of their ID tokens, exactly.",
    "access": [
     "immutable"
    ],
    "required": true,
    "value": {
     "kind": "text"
    }
   },
   {
    "name": "subject",
    "description": "The `sub` of their ID tokens, exactly; no e-mail address, which may be given to another.",
    "access": [
     "immutable"
    ],
    "required": true,
    "value": {
     "kind": "text"
    }
   }
  ],
  "exactlyOneOf": [],
  "atMostOneOf": [],
  "filters": [
   {
    "name": "user_id",
    "kind": "named",
    "description": "Only those whose `user_id` is this.",
    "refersTo": "user"
   },
   {
    "name": "issuer",
    "kind": "equal",
    "description": "Only those whose `issuer` is this."
   },
   {
    "name": "subject",
    "kind": "equal",
    "description": "Only those whose `subject` is this."
   }
  ],
  "orders": [
   "created_at",
   "updated_at"
  ]
 },
 {
  "name": "webhook",
  "title": "webhook",
  "idPrefix": "wh",
  "reference": "PROJECT/NAME",
  "description": "An address that is told what happens in a project and in those below it: signed messages, sent again until they arrive. It is told only what whoever answers for it may read.",
  "verbs": [
   "create",
   "list",
   "get",
   "update",
   "delete"
  ],
  "fields": [
   {
    "name": "id",
    "description": "The object's id: a prefix that tells its kind, and a UUIDv7.",
    "access": [
     "computed"
    ],
    "required": false,
    "value": {
     "kind": "text"
    }
   },
   {
    "name": "created_at",
    "description": "When it was made.",
    "access": [
     "computed"
    ],
    "required": false,
    "value": {
     "kind": "text",
     "format": "date-time"
    }
   },
   {
    "name": "updated_at",
    "description": "When it was last changed; use does not change it.",
    "access": [
     "computed"
    ],
    "required": false,
    "value": {
     "kind": "text",
     "format": "date-time"
    }
   },
   {
    "name": "created_by",
    "description": "Who made it: the id of a user, a service account or a token, or `system`.",
    "access": [
     "computed"
    ],
    "required": false,
    "value": {
     "kind": "text"
    }
   },
   {
    "name": "managed_by",
    "description": "Who looks after it: `api`, `console`, `terraform`, `declaration:<name>`, `bootstrap`. Advice, never authorization.",
    "access": [
     "computed"
    ],
    "required": false,
    "value": {
     "kind": "text"
    }
   },
   {
    "name": "name",
    "description": "Name, unique in its project.",
    "access": [
     "writable"
    ],
    "required": true,
    "value": {
     "kind": "text"
    }
   },
   {
    "name": "project",
    "description": "The project whose events are sent, with those of the projects below; `system` is all.",
    "access": [
     "immutable"
    ],
    "required": true,
    "value": {
     "kind": "text"
    }
   },
   {
    "name": "description",
    "description": "Who listens there, and what for.",
    "access": [
     "writable"
    ],
    "required": false,
    "value": {
     "kind": "text"
    }
   },
   {
    "name": "url",
    "description": "Where messages are sent. Whoever may read the webhook sees it: put no secret in it.",
    "access": [
     "writable"
    ],
    "required": true,
    "value": {
     "kind": "text"
    }
   },
   {
    "name": "events",
    "description": "The types of events that are sent; absent, all there are, those of later versions too.",
    "access": [
     "writable"
    ],
    "required": false,
    "value": {
     "kind": "texts",
     "choices": [
      "token.created",
      "token.updated",
      "token.rotated",
      "token.rolled_back",
      "token.transferred",
      "token.secret_ended",
      "token.approved",
      "token.disabled",
      "token.enabled",
      "token.revoked",
      "token.deleted",
      "token.expiring",
      "token.expired",
      "token.secret_reused",
      "token.leaked",
      "role_binding.created",
      "role_binding.deleted",
      "group_member.created",
      "group_member.deleted",
      "service_account.disabled",
      "service_account.enabled",
      "service_account.deleted",
      "user.disabled",
      "user.enabled",
      "user.deleted",
      "trust_policy.created",
      "trust_policy.updated",
      "trust_policy.deleted"
     ]
    }
   },
   {
    "name": "format",
    "description": "`cloudevents`: every event as a CloudEvent; `caep`: what ends a token or an owner, or gives a token a new secret, as OpenID CAEP's events in signed Security Event Tokens, for which the server needs `JETON_PUBLIC_URL`.",
    "access": [
     "immutable"
    ],
    "required": false,
    "value": {
     "kind": "choice",
     "choices": [
      "cloudevents",
      "caep"
     ]
    },
    "default": "cloudevents"
   },
   {
    "name": "disabled",
    "description": "A disabled webhook is sent nothing: events of that time are lost to it, and what waits is sent once it is enabled. An answer of 410 disables it.",
    "access": [
     "writable"
    ],
    "required": false,
    "value": {
     "kind": "flag"
    },
    "default": false
   },
   {
    "name": "secret",
    "description": "What messages are signed with, as Standard Webhooks writes it: `whsec_` and 24 to 64 bytes in base64. Absent, the server makes one, and the reply shows it, this once. After a change messages are signed with the one before as well, for a day.",
    "access": [
     "write_only"
    ],
    "required": false,
    "value": {
     "kind": "text"
    }
   },
   {
    "name": "authorized_by",
    "description": "Who answers for it: whoever made it, or changed last where or what it sends. It is sent only what that user, service account or token of a role may read.",
    "access": [
     "volatile"
    ],
    "required": false,
    "value": {
     "kind": "text"
    }
   },
   {
    "name": "dropped_at",
    "description": "When an event was last dropped because too many waited to be sent.",
    "access": [
     "volatile"
    ],
    "required": false,
    "value": {
     "kind": "text",
     "format": "date-time"
    }
   }
  ],
  "exactlyOneOf": [],
  "atMostOneOf": [],
  "filters": [
   {
    "name": "project",
    "kind": "named",
    "description": "Only those whose `project` is this."
   },
   {
    "name": "name",
    "kind": "equal",
    "description": "Only those whose `name` is this."
   },
   {
    "name": "url",
    "kind": "equal",
    "description": "Only those whose `url` is this."
   },
   {
    "name": "authorized_by",
    "kind": "equal",
    "description": "Only those whose `authorized_by` is this."
   },
   {
    "name": "disabled",
    "kind": "flag",
    "description": "Only those whose `disabled` is this."
   },
   {
    "name": "search",
    "kind": "part",
    "description": "Only those with this in their `name` or `description` or `url`, A to Z of either case alike."
   }
  ],
  "orders": [
   "name",
   "created_at",
   "updated_at"
  ]
 },
 {
  "name": "audit_event",
  "title": "audit event",
  "idPrefix": "aud",
  "reference": "none",
  "description": "One change, written in the transaction that made it and chained by hashes to the one before. Nobody makes, changes or deletes one.",
  "verbs": [
   "list"
  ],
  "fields": [
   {
    "name": "id",
    "description": "The object's id: a prefix that tells its kind, and a UUIDv7.",
    "access": [
     "computed"
    ],
    "required": false,
    "value": {
     "kind": "text"
    }
   },
   {
    "name": "sequence",
    "description": "Its place in the chain: from 1, without a gap.",
    "access": [
     "computed"
    ],
    "required": false,
    "value": {
     "kind": "number"
    }
   },
   {
    "name": "time",
    "description": "When the change was made, by the clock of the server.",
    "access": [
     "computed"
    ],
    "required": false,
    "value": {
     "kind": "text",
     "format": "date-time"
    }
   },
   {
    "name": "actor",
    "description": "Who made the change, and with whose token.",
    "access": [
     "computed"
    ],
    "required": false,
    "value": {
     "kind": "object",
     "parts": [
      {
       "name": "type",
       "description": "`user`, `service_account`, `role` or `system`.",
       "required": true,
       "value": {
        "kind": "text"
       }
      },
      {
       "name": "id",
       "description": "",
       "required": true,
       "value": {
        "kind": "text"
       }
      },
      {
       "name": "token_id",
       "description": "Of the token that was presented; null for the server.",
       "required": true,
       "value": {
        "kind": "text"
       }
      }
     ]
    }
   },
   {
    "name": "action",
    "description": "The operation, for example `token.rotate`.",
    "access": [
     "computed"
    ],
    "required": false,
    "value": {
     "kind": "text"
    }
   },
   {
    "name": "target",
    "description": "What was changed.",
    "access": [
     "computed"
    ],
    "required": false,
    "value": {
     "kind": "object",
     "parts": [
      {
       "name": "type",
       "description": "A noun, for example `token`.",
       "required": true,
       "value": {
        "kind": "text"
       }
      },
      {
       "name": "id",
       "description": "",
       "required": true,
       "value": {
        "kind": "text"
       }
      }
     ]
    }
   },
   {
    "name": "changes",
    "description": "What is new about it: of a change each field's `before` and `after`; never a secret, and `***` for what is personal.",
    "access": [
     "computed"
    ],
    "required": false,
    "value": {
     "kind": "map"
    }
   },
   {
    "name": "ip",
    "description": "The address of the client.",
    "access": [
     "computed"
    ],
    "required": false,
    "value": {
     "kind": "text"
    }
   },
   {
    "name": "request_id",
    "description": "The request's id, as in its reply and in the log.",
    "access": [
     "computed"
    ],
    "required": false,
    "value": {
     "kind": "text"
    }
   },
   {
    "name": "previous_hash",
    "description": "The `hash` of the event before; 64 zeros before the first.",
    "access": [
     "computed"
    ],
    "required": false,
    "value": {
     "kind": "text"
    }
   },
   {
    "name": "hash",
    "description": "SHA-256 of `previous_hash`, a line feed, and the event without its two hashes as canonical JSON (RFC 8785).",
    "access": [
     "computed"
    ],
    "required": false,
    "value": {
     "kind": "text"
    }
   }
  ],
  "exactlyOneOf": [],
  "atMostOneOf": [],
  "filters": [],
  "orders": []
 },
 {
  "name": "webhook_delivery",
  "title": "webhook delivery",
  "idPrefix": "whd",
  "reference": "none",
  "description": "One event on its way to one webhook. It is sent again, ever more rarely, for three days; then it is `dead`, and can be sent again by hand. Deliveries are kept for thirty days.",
  "verbs": [
   "list",
   "get"
  ],
  "fields": [
   {
    "name": "id",
    "description": "The object's id: a prefix that tells its kind, and a UUIDv7.",
    "access": [
     "computed"
    ],
    "required": false,
    "value": {
     "kind": "text"
    }
   },
   {
    "name": "webhook_id",
    "description": "The webhook.",
    "access": [
     "computed"
    ],
    "required": false,
    "value": {
     "kind": "text"
    },
    "refersTo": "webhook"
   },
   {
    "name": "project",
    "description": "The webhook's project.",
    "access": [
     "computed"
    ],
    "required": false,
    "value": {
     "kind": "text"
    }
   },
   {
    "name": "event_id",
    "description": "The event's id, and the message's `webhook-id`: the same however often it is sent.",
    "access": [
     "computed"
    ],
    "required": false,
    "value": {
     "kind": "text"
    }
   },
   {
    "name": "event_type",
    "description": "What kind of event, for example `token.revoked`.",
    "access": [
     "computed"
    ],
    "required": false,
    "value": {
     "kind": "text"
    }
   },
   {
    "name": "subject_id",
    "description": "What the event is about, for example a token's id.",
    "access": [
     "computed"
    ],
    "required": false,
    "value": {
     "kind": "text"
    }
   },
   {
    "name": "state",
    "description": "`pending`: it is sent at `next_attempt_at`; `delivered`: it was answered with 2xx; `dead`: it is not sent again.",
    "access": [
     "computed"
    ],
    "required": false,
    "value": {
     "kind": "choice",
     "choices": [
      "pending",
      "delivered",
      "dead"
     ]
    }
   },
   {
    "name": "attempts",
    "description": "How often it was sent.",
    "access": [
     "computed"
    ],
    "required": false,
    "value": {
     "kind": "number"
    }
   },
   {
    "name": "created_at",
    "description": "When the event happened.",
    "access": [
     "computed"
    ],
    "required": false,
    "value": {
     "kind": "text",
     "format": "date-time"
    }
   },
   {
    "name": "next_attempt_at",
    "description": "When it is sent next, at the earliest.",
    "access": [
     "computed"
    ],
    "required": false,
    "value": {
     "kind": "text",
     "format": "date-time"
    }
   },
   {
    "name": "last_attempt_at",
    "description": "When it was sent last.",
    "access": [
     "computed"
    ],
    "required": false,
    "value": {
     "kind": "text",
     "format": "date-time"
    }
   },
   {
    "name": "last_status",
    "description": "The HTTP status of the last answer; null for none.",
    "access": [
     "computed"
    ],
    "required": false,
    "value": {
     "kind": "number"
    }
   },
   {
    "name": "last_error",
    "description": "Why the last attempt failed.",
    "access": [
     "computed"
    ],
    "required": false,
    "value": {
     "kind": "choice",
     "choices": [
      "status",
      "timeout",
      "unreachable",
      "tls",
      "not_permitted",
      "not_signed",
      "invalid_request",
      "invalid_key",
      "invalid_issuer",
      "invalid_audience",
      "authentication_failed",
      "access_denied"
     ]
    }
   },
   {
    "name": "delivered_at",
    "description": "When it was answered with 2xx.",
    "access": [
     "computed"
    ],
    "required": false,
    "value": {
     "kind": "text",
     "format": "date-time"
    }
   }
  ],
  "exactlyOneOf": [],
  "atMostOneOf": [],
  "filters": [
   {
    "name": "project",
    "kind": "named",
    "description": "Only those whose `project` is this."
   },
   {
    "name": "webhook_id",
    "kind": "equal",
    "description": "Only those whose `webhook_id` is this.",
    "refersTo": "webhook"
   },
   {
    "name": "event_id",
    "kind": "equal",
    "description": "Only those whose `event_id` is this."
   },
   {
    "name": "event_type",
    "kind": "equal",
    "description": "Only those whose `event_type` is this."
   },
   {
    "name": "subject_id",
    "kind": "equal",
    "description": "Only those whose `subject_id` is this."
   },
   {
    "name": "state",
    "kind": "state",
    "description": "Only those whose `state` is this.",
    "choices": [
     "pending",
     "delivered",
     "dead"
    ]
   },
   {
    "name": "created_after",
    "kind": "from",
    "description": "Only those whose `created_at` is this instant or later; not those without one."
   },
   {
    "name": "created_before",
    "kind": "before",
    "description": "Only those whose `created_at` is before this instant; not those without one."
   }
  ],
  "orders": [
   "created_at",
   "next_attempt_at",
   "delivered_at"
  ]
 },
 {
  "name": "declaration",
  "title": "declaration",
  "idPrefix": "decl",
  "reference": "PROJECT/NAME",
  "description": "A set of objects that was applied as one: it knows which it made, so that the next application of the same name changes and, when asked to, deletes them.",
  "verbs": [
   "list",
   "get",
   "delete"
  ],
  "fields": [
   {
    "name": "id",
    "description": "The object's id: a prefix that tells its kind, and a UUIDv7.",
    "access": [
     "computed"
    ],
    "required": false,
    "value": {
     "kind": "text"
    }
   },
   {
    "name": "name",
    "description": "Name, unique in its project; its objects are `managed_by: declaration:NAME`.",
    "access": [
     "computed"
    ],
    "required": false,
    "value": {
     "kind": "text"
    }
   },
   {
    "name": "project",
    "description": "The project it lives in: it touches nothing outside it.",
    "access": [
     "computed"
    ],
    "required": false,
    "value": {
     "kind": "text"
    }
   },
   {
    "name": "objects",
    "description": "How many objects it looks after.",
    "access": [
     "computed"
    ],
    "required": false,
    "value": {
     "kind": "number"
    }
   },
   {
    "name": "created_at",
    "description": "When it was first applied.",
    "access": [
     "computed"
    ],
    "required": false,
    "value": {
     "kind": "text",
     "format": "date-time"
    }
   },
   {
    "name": "created_by",
    "description": "Who first applied it.",
    "access": [
     "computed"
    ],
    "required": false,
    "value": {
     "kind": "text"
    }
   },
   {
    "name": "updated_at",
    "description": "When something was last changed by applying it.",
    "access": [
     "computed"
    ],
    "required": false,
    "value": {
     "kind": "text",
     "format": "date-time"
    }
   },
   {
    "name": "applied_by",
    "description": "Who did that.",
    "access": [
     "computed"
    ],
    "required": false,
    "value": {
     "kind": "text"
    }
   }
  ],
  "exactlyOneOf": [],
  "atMostOneOf": [],
  "filters": [
   {
    "name": "project",
    "kind": "named",
    "description": "Only those whose `project` is this."
   },
   {
    "name": "name",
    "kind": "equal",
    "description": "Only those whose `name` is this."
   },
   {
    "name": "search",
    "kind": "part",
    "description": "Only those with this in their `name`, A to Z of either case alike."
   }
  ],
  "orders": [
   "name",
   "created_at",
   "updated_at"
  ]
 }
];
