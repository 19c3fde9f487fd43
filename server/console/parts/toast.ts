import { notifications } from "@mantine/notifications";
import { problemOf } from "../api/refusal.ts";
import { sentence } from "./words.ts";

/** Says that something was done. */
export function tell(message: string): void {
  notifications.show({ message, color: "teal", withBorder: true });
}

/** Says why something was not done, where no field is to blame; it stays until it is closed. */
export function tellProblem(error: unknown, title = "That was not done"): void {
  const { detail, request_id: request } = problemOf(error);
  const message = request === undefined ? sentence(detail) : `${sentence(detail)} (request ${request})`;
  notifications.show({ title, message, color: "red", autoClose: false, withBorder: true, role: "alert" });
}
