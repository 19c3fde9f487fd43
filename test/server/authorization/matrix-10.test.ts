import { authorizationMatrix } from "../../support/authorization/matrix.ts";

authorizationMatrix({ part: 10, of: 12 });
