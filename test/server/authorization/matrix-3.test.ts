import { authorizationMatrix } from "../../support/authorization/matrix.ts";

authorizationMatrix({ part: 3, of: 12 });
