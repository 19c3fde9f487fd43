/**
 * Has zod, which forms bring with them, check values without code that it writes itself: the page's policy forbids that, and
 * trying it is told as a violation. Where zod looks for its settings, since it is not loaded with the page.
 */
Object.assign(globalThis, { __zod_globalConfig: { jitless: true } });
