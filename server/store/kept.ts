/** Above what the server itself ever asks: only lists narrowed in ever new ways reach it. */
const MOST = 500;

/** Makes something once a key, and forgets the oldest when callers ask for ever new ones. */
export function keeping<T>(): (key: string, make: () => T) => T {
  const kept = new Map<string, T>();
  return (key, make) => {
    const known = kept.get(key);
    if (known !== undefined) {
      return known;
    }
    const made = make();
    kept.set(key, made);
    const [oldest] = kept.size > MOST ? kept.keys() : [];
    if (oldest !== undefined) {
      kept.delete(oldest);
    }
    return made;
  };
}
