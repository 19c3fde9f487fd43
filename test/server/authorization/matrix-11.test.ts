import { authorizationMatrix } from "../../support/authorization/matrix.ts";

authorizationMatrix({ part: 11, of: 12 });
