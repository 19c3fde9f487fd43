import { createTheme, type CSSVariablesResolver } from "@mantine/core";

/** Steel blue: calm beside the colours that mean something. */
const steel = [
  "#eef4fa",
  "#dbe6f1",
  "#b4cae1",
  "#8aaed2",
  "#6796c5",
  "#5186bd",
  "#427dba",
  "#336ba4",
  "#2b5d8c",
  "#1d4c78",
] as const;

const SANS =
  "Inter, ui-sans-serif, system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif";
const MONO = "ui-monospace, SFMono-Regular, 'SF Mono', Menlo, Consolas, 'Liberation Mono', monospace";

/** Small steps: its readers look at many rows at once. */
export const theme = createTheme({
  primaryColor: "steel",
  colors: { steel },
  primaryShade: { light: 8, dark: 7 },
  autoContrast: true,
  fontFamily: SANS,
  fontFamilyMonospace: MONO,
  fontSizes: { xs: "0.75rem", sm: "0.8125rem", md: "0.875rem", lg: "1rem", xl: "1.125rem" },
  headings: {
    fontWeight: "600",
    sizes: {
      h1: { fontSize: "1.25rem", lineHeight: "1.3" },
      h2: { fontSize: "1rem", lineHeight: "1.35" },
      h3: { fontSize: "0.875rem", lineHeight: "1.4" },
    },
  },
  defaultRadius: "sm",
  cursorType: "pointer",
  respectReducedMotion: true,
  components: {
    Button: { defaultProps: { size: "sm" } },
    Notification: { defaultProps: { closeButtonProps: { "aria-label": "Dismiss the message" } } },
    Modal: { defaultProps: { centered: true, overlayProps: { backgroundOpacity: 0.45 } } },
    Tooltip: {
      defaultProps: { withArrow: true, openDelay: 200, events: { hover: true, focus: true, touch: true } },
    },
    Table: { defaultProps: { verticalSpacing: 6 } },
  },
});

/** Greys with the contrast that WCAG 2.2 AA asks of text (4.5:1), which the defaults lack. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    "--mantine-color-dimmed": "#56606b",
    "--mantine-color-placeholder": "#6b7580",
    "--mantine-color-body": "#ffffff",
    "--mantine-color-error": "#b42318",
    "--jeton-canvas": "#f6f8fa",
    "--jeton-line": "#dfe4ea",
    "--jeton-hover": "#f1f5f9",
    "--jeton-selected": "#e6eff8",
  },
  dark: {
    "--mantine-color-dimmed": "#a3adb8",
    "--mantine-color-placeholder": "#8d98a4",
    "--mantine-color-body": "#171b20",
    "--mantine-color-default": "#1e242a",
    "--mantine-color-default-hover": "#262d34",
    "--mantine-color-default-border": "#39424b",
    // What inputs, menus and messages are filled and edged with: bluish as the page is, where the defaults are grey.
    "--mantine-color-dark-8": "#101418",
    "--mantine-color-dark-7": "#171b20",
    "--mantine-color-dark-6": "#1e242a",
    "--mantine-color-dark-5": "#2c333b",
    "--mantine-color-dark-4": "#39424b",
    "--mantine-color-text": "#d5dbe1",
    "--mantine-color-error": "#ff8a80",
    "--jeton-canvas": "#101418",
    "--jeton-line": "#2c333b",
    "--jeton-hover": "#1f252c",
    "--jeton-selected": "#1d2f42",
  },
});
