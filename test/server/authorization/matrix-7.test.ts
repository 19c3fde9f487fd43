import { authorizationMatrix } from "../../support/authorization/matrix.ts";

authorizationMatrix({ part: 7, of: 12 });
