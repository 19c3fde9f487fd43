/** A platform that the provider is released for. */
export interface Platform {
  /** As Terraform's registries name it. */
  readonly name: string;
  /** Which of npm's packages `@oven/bun-...` holds the runtime; `baseline` runs on processors without AVX2, Rosetta too. */
  readonly bun: string;
  /** As `bun build --target` names it. */
  readonly target: string;
  /** As npm names them, and Node.js. */
  readonly os: "darwin" | "linux" | "win32";
  readonly cpu: "arm64" | "x64";
}

/** Everything that Bun has and Terraform too. Neither Bun nor Node.js has 32 bits for Windows, and Bun none at all. */
export const platforms: readonly Platform[] = [
  {
    name: "darwin_amd64",
    bun: "darwin-x64-baseline",
    target: "darwin-x64-baseline",
    os: "darwin",
    cpu: "x64",
  },
  { name: "darwin_arm64", bun: "darwin-aarch64", target: "darwin-arm64", os: "darwin", cpu: "arm64" },
  { name: "linux_amd64", bun: "linux-x64-baseline", target: "linux-x64-baseline", os: "linux", cpu: "x64" },
  { name: "linux_arm64", bun: "linux-aarch64", target: "linux-arm64", os: "linux", cpu: "arm64" },
  {
    name: "windows_amd64",
    bun: "windows-x64-baseline",
    target: "windows-x64-baseline",
    os: "win32",
    cpu: "x64",
  },
  { name: "windows_arm64", bun: "windows-aarch64", target: "windows-arm64", os: "win32", cpu: "arm64" },
];

/** This machine's; undefined where Bun has none. */
export const hostPlatform: Platform | undefined = platforms.find(
  ({ os, cpu }) => os === process.platform && cpu === process.arch,
);

/** Where a script under a Node.js that people have installed does as well as an executable; not on Windows, which runs none. */
export const nodePlatforms: readonly string[] = [
  "darwin_amd64",
  "darwin_arm64",
  "freebsd_amd64",
  "linux_amd64",
  "linux_arm",
  "linux_arm64",
];
