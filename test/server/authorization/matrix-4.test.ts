import { authorizationMatrix } from "../../support/authorization/matrix.ts";

authorizationMatrix({ part: 4, of: 12 });
