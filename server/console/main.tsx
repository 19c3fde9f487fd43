import "./without-eval.ts";
import "@mantine/core/styles.css";
import "@mantine/notifications/styles.css";
import "./console.css";
import { createRoot } from "react-dom/client";
import { App } from "./app.tsx";
import { styleNonce } from "./environment.ts";
import { allowStyleText } from "./trusted-text.ts";

allowStyleText();
// Read by the style elements that keep the page behind a dialog from scrolling.
Object.assign(globalThis, { __webpack_nonce__: styleNonce });

const place = document.getElementById("console");
if (place) createRoot(place).render(<App />);
