const MOST = 1000;

/** The same function, which does the same work once; undefined is computed each time. */
export function remembering<T extends object>(
  compute: (key: string) => T | undefined,
): (key: string) => T | undefined {
  const known = new Map<string, T>();
  return (key) => {
    const before = known.get(key);
    if (before) return before;
    const made = compute(key);
    if (made) {
      if (known.size >= MOST) known.clear();
      known.set(key, made);
    }
    return made;
  };
}
