import { useDebouncedCallback } from "@mantine/hooks";
import { useState } from "react";

const PAUSE = 250;

/**
 * What is typed into a filter that the address keeps: shown at once, and told once somebody pauses. The address follows
 * late where a page has much to draw, and nothing that is typed meanwhile is lost; when it changes otherwise (back,
 * another link), that is shown.
 */
export function useTyped(
  value: string,
  onChange: (text: string) => void,
): readonly [typed: string, type: (text: string) => void] {
  const [typed, setTyped] = useState(value);
  const [seen, setSeen] = useState(value);
  // What was told and has not come back, in its order.
  const [told, setTold] = useState<readonly string[]>([]);
  if (value !== seen) {
    setSeen(value);
    const index = told.indexOf(value);
    setTold(index < 0 ? [] : told.slice(index + 1));
    if (index < 0) setTyped(value);
  }
  const tell = useDebouncedCallback((text: string) => {
    setTold((before) => [...before, text]);
    onChange(text);
  }, PAUSE);
  return [
    typed,
    (text) => {
      setTyped(text);
      tell(text);
    },
  ];
}
