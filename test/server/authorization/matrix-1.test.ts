import { authorizationMatrix } from "../../support/authorization/matrix.ts";

authorizationMatrix({ part: 1, of: 12 });
