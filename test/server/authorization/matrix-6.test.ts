import { authorizationMatrix } from "../../support/authorization/matrix.ts";

authorizationMatrix({ part: 6, of: 12 });
