import { authorizationMatrix } from "../../support/authorization/matrix.ts";

authorizationMatrix({ part: 5, of: 12 });
