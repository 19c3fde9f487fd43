import { randomBytes } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import { routes } from "../contract/routes.ts";
import type { Exchange } from "./bindings.ts";
import { rawPath } from "./routing.ts";

/** Answers what a browser asks the console's way; undefined when a request is none of those. */
export type Console = (exchange: Exchange) => Promise<Response | undefined>;

const types: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".woff2": "font/woff2",
  ".json": "application/json",
};

/** The build gives these a name of their content: what a browser has of them never gets old. */
const HASHED = "/assets/";
const FOREVER = "public, max-age=31536000, immutable";

/** Beginnings of paths that are the API's, of which no page is shown. */
const apiSegments = new Set(Object.values(routes).map((route) => route.path.split("/")[1] ?? ""));

interface Asset {
  readonly type: string;
  readonly bytes: Buffer<ArrayBuffer>;
  /** Made when they are first asked for. */
  readonly encoded: Map<string, Promise<Buffer<ArrayBuffer>>>;
}

/** Best first. Brotli's best would take seconds of a start for a percent. */
const encodings: Readonly<Record<string, (bytes: Buffer<ArrayBuffer>) => Promise<Buffer<ArrayBuffer>>>> = {
  br: (bytes) => promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 7 } }),
  gzip: (bytes) => promisify(gzip)(bytes),
};

/**
 * The web console: the built files of a folder, read once. Every path that is neither a file nor the API's gets the one
 * page there is, which shows what the path means.
 * @param publicUrl where people open it; its path is where a proxy has put the server
 * @returns undefined when the folder has no console
 */
export function createConsole(folder: string, publicUrl: string | undefined): Console | undefined {
  const assets = readAssets(folder);
  const index = assets.get("/index.html");
  if (!index) return undefined;
  const base = publicUrl === undefined ? "" : new URL(publicUrl).pathname.replace(/\/+$/, "");
  // The build writes addresses relative to itself; a page may lie deeper.
  const page = index.bytes.toString().replaceAll('="./', `="${base}/`).replaceAll("%BASE%", base);
  return async (exchange) => {
    if (exchange.req.method !== "GET" && exchange.req.method !== "HEAD") return undefined;
    const at = rawPath(exchange.req);
    const asset = at === "/index.html" ? undefined : assets.get(at);
    if (asset) return assetResponse(exchange, asset, at.startsWith(HASHED));
    return isPage(exchange, at) ? pageResponse(exchange, page) : undefined;
  };
}

function readAssets(folder: string): ReadonlyMap<string, Asset> {
  const assets = new Map<string, Asset>();
  let names: readonly string[] = [];
  try {
    names = readdirSync(folder, { recursive: true, encoding: "utf8" });
  } catch {
    return assets;
  }
  for (const name of names) {
    const type = types[path.extname(name)];
    if (type === undefined) continue;
    const bytes = Buffer.from(readFileSync(path.join(folder, name)));
    assets.set(`/${name.replaceAll(path.sep, "/")}`, { type, bytes, encoded: new Map() });
  }
  return assets;
}

/** Whether somebody opens a page: a missing script or picture is none, and says so. */
function isPage(exchange: Exchange, at: string): boolean {
  if (apiSegments.has(at.split("/")[1] ?? "") && at !== "/") return false;
  return /\btext\/html\b/.test(exchange.req.header("accept") ?? "");
}

/** Resources are for pages of this very origin. */
const ownHeaders = {
  "Cross-Origin-Resource-Policy": "same-origin",
  "Referrer-Policy": "no-referrer",
} as const;

async function assetResponse(
  exchange: Exchange,
  { type, bytes, encoded }: Asset,
  isHashed: boolean,
): Promise<Response> {
  const headers = {
    ...ownHeaders,
    "Content-Type": type,
    Vary: "Accept-Encoding",
    "Cache-Control": isHashed ? FOREVER : "no-cache",
  };
  const accepted = exchange.req.header("accept-encoding") ?? "";
  const encoding = Object.keys(encodings).find((name) => new RegExp(`\\b${name}\\b`).test(accepted));
  const encode = encoding === undefined ? undefined : encodings[encoding];
  if (encoding === undefined || !encode) return exchange.body(bytes, 200, headers);
  const made = encoded.get(encoding) ?? encode(bytes);
  encoded.set(encoding, made);
  return exchange.body(await made, 200, { ...headers, "Content-Encoding": encoding });
}

/**
 * Scripts are the console's own files and nothing else. Of styles, a few are written by its components while they run:
 * those carry a nonce that is new with each page (CSP level 3 section 2.3.1), which lets no script run.
 */
function pageResponse(exchange: Exchange, page: string): Response {
  const nonce = randomBytes(16).toString("base64");
  return exchange.body(page.replaceAll("%STYLE_NONCE%", nonce), 200, {
    ...ownHeaders,
    "Content-Type": "text/html; charset=utf-8",
    "Content-Security-Policy": policyWith(nonce),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "X-Frame-Options": "DENY",
  });
}

function policyWith(nonce: string): string {
  const directives = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": `'self' 'nonce-${nonce}'`,
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
    "trusted-types": "default",
    "require-trusted-types-for": "'script'",
  };
  return Object.entries(directives)
    .map(([name, value]) => `${name} ${value}`)
    .join("; ");
}
