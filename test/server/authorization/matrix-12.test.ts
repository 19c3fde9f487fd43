import { authorizationMatrix } from "../../support/authorization/matrix.ts";

authorizationMatrix({ part: 12, of: 12 });
