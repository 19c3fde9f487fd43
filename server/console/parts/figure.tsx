import { Table, Text, Title } from "@mantine/core";
import { type ReactNode, Suspense } from "react";
import classes from "./figure.module.css";

/**
 * A picture of numbers, and the numbers: whoever cannot see the one reads the other, which is a table that opens below it.
 */
export function Figure({
  title,
  about,
  columns,
  rows,
  children,
}: {
  readonly title: string;
  readonly about?: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number)[])[];
  /** The picture, loaded lazily. */
  readonly children: ReactNode;
}): ReactNode {
  return (
    <figure className={classes["figure"]}>
      <figcaption>
        <Title order={2}>{title}</Title>
        {about !== undefined && (
          <Text size="xs" c="dimmed">
            {about}
          </Text>
        )}
      </figcaption>
      <div className={classes["picture"]} aria-hidden="true">
        <Suspense>{children}</Suspense>
      </div>
      <details className={classes["details"]}>
        <summary>Show as a table</summary>
        <div className={classes["scroll"]} role="region" aria-label={title} tabIndex={0}>
          <Table aria-label={title} fz="xs" verticalSpacing={2}>
            <Table.Thead>
              <Table.Tr>
                {columns.map((column) => (
                  <Table.Th key={column}>{column}</Table.Th>
                ))}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {rows.map((row) => (
                <Table.Tr key={String(row[0])}>
                  {row.map((cell, index) => (
                    <Table.Td key={columns[index]}>{cell}</Table.Td>
                  ))}
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </div>
      </details>
    </figure>
  );
}
