import { authorizationMatrix } from "../../support/authorization/matrix.ts";

authorizationMatrix({ part: 9, of: 12 });
