import { Table } from "@mantine/core";
import type { ReactNode } from "react";
import type { AccessMap, AccessNode } from "../../../contract/access-map.ts";
import { accessKindWords } from "../../../contract/access-map-text.ts";
import { When } from "../../parts/when.tsx";
import classes from "./map-table.module.css";

/** What the picture shows, a row for each way somebody holds a role. */
export function MapTable({ map }: { readonly map: AccessMap }): ReactNode {
  return (
    <Table.ScrollContainer
      minWidth={640}
      className={classes["frame"] ?? ""}
      scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}
    >
      <Table aria-label="Who holds which role where" fz="sm" className={classes["table"] ?? ""}>
        <Table.Thead>
          <Table.Tr>
            {["Who", "By group", "Role", "Where", "Until", "Binding"].map((title) => (
              <Table.Th key={title}>{title}</Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {map.paths.map(({ subject, group, role, project, binding, expiresAt }) => (
            <Table.Tr key={`${subject.id} ${binding.id}`}>
              <Table.Td>
                <Named node={subject} />
              </Table.Td>
              <Table.Td>{group?.label ?? "directly"}</Table.Td>
              <Table.Td>{role.label}</Table.Td>
              <Table.Td>{project.label}</Table.Td>
              <Table.Td>
                <When at={expiresAt} absent="for good" />
              </Table.Td>
              <Table.Td className="mono">{binding.id}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function Named({ node: { kind, label, note } }: { readonly node: AccessNode }): ReactNode {
  return `${label} (${note === undefined ? accessKindWords[kind] : `${note} ${accessKindWords[kind]}`})`;
}
