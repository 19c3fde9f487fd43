/**
 * Writes what is told in one turn of the event loop at once: under load a write for each line costs more than what the lines
 * tell of. At the end of the process whatever is left is written.
 */
export function gathered(write: (text: string) => void): (text: string) => void {
  let waiting = "";
  const flush = (): void => {
    const text = waiting;
    waiting = "";
    if (text !== "") write(text);
  };
  process.on("exit", flush);
  return (text) => {
    if (waiting === "") setImmediate(flush);
    waiting += text;
  };
}
