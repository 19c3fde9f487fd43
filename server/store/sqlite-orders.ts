import type { Parameter } from "./dialect.ts";

/**
 * Statements on their way to the thread that writes, one after the other in one flat list, which is cloned in a quarter of
 * the time of objects: the statement, how many parameters it has, and these. A statement goes as its text when it goes for
 * the first time, and after that as the number of texts that went before it; both ends of a port count alike.
 */
export type Orders = readonly Parameter[];

/** Above what the server itself ever asks. What comes after it has no number. */
const MOST_NUMBERED = 500;

export interface OrderList {
  readonly add: (statement: string, parameters: readonly Parameter[]) => void;
  /** How many were added since the last ones were taken. */
  readonly size: () => number;
  readonly take: () => Orders;
}

export function orderList(): OrderList {
  const numbers = new Map<string, number>();
  let orders: Parameter[] = [];
  let size = 0;
  return {
    add: (statement, parameters) => {
      const number = numbers.get(statement);
      if (number === undefined && numbers.size < MOST_NUMBERED) numbers.set(statement, numbers.size);
      orders.push(number ?? statement, parameters.length);
      for (const parameter of parameters) orders.push(parameter);
      size += 1;
    },
    size: () => size,
    take: () => {
      const taken = orders;
      orders = [];
      size = 0;
      return taken;
    },
  };
}

export interface Order {
  readonly statement: string;
  readonly parameters: readonly Parameter[];
  /** Whether it is the last of its message. */
  readonly isLast: boolean;
}

export function orderReader(): (orders: Orders) => Iterable<Order> {
  const texts: string[] = [];
  const textOf = (sent: Parameter | undefined): string => {
    if (typeof sent === "number") return texts[sent] ?? "";
    const text = String(sent);
    if (texts.length < MOST_NUMBERED) texts.push(text);
    return text;
  };
  return function* read(orders) {
    for (let at = 0; at < orders.length;) {
      const statement = textOf(orders[at]);
      const end = at + 2 + Number(orders[at + 1]);
      yield { statement, parameters: orders.slice(at + 2, end), isLast: end === orders.length };
      at = end;
    }
  };
}
