import { authorizationMatrix } from "../../support/authorization/matrix.ts";

authorizationMatrix({ part: 8, of: 12 });
