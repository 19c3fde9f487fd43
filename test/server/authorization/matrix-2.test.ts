import { authorizationMatrix } from "../../support/authorization/matrix.ts";

authorizationMatrix({ part: 2, of: 12 });
