import { Drawer } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { Explanation, type Question } from "./explanation.tsx";

/** Why somebody may do something or may not, beside the page that shows it. */
export function WhyDrawer({
  question,
  onClose,
}: {
  readonly question: Question;
  readonly onClose: () => void;
}): ReactNode {
  const { resource_type: type, action, project } = question;
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size="lg"
      title={`Why? ${type}:${action} in ${project}`}
      closeButtonProps={{ "aria-label": "Close" }}
    >
      <Explanation question={question} />
      <p>
        <Link to="/check-access" search={{ ...question }}>
          Ask something else
        </Link>
      </p>
    </Drawer>
  );
}
