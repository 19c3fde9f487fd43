interface PolicyFactory {
  readonly createPolicy: (name: string, rules: { readonly createHTML: (text: string) => string }) => unknown;
}

/**
 * Components write style sheets as text, which Trusted Types would stop with all other text that may be markup. Text
 * without `<` makes no element; anything else is refused, so that no mistake in a page becomes a script.
 */
export function allowStyleText(): void {
  const { trustedTypes } = globalThis as { readonly trustedTypes?: PolicyFactory };
  trustedTypes?.createPolicy("default", {
    createHTML: (text) => {
      if (text.includes("<")) throw new TypeError("the console writes no markup as text");
      return text;
    },
  });
}
