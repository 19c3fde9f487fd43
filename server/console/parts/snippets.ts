/** How a token is used, ready to be pasted. None has the secret: each reads it from where it should lie. */
export interface Snippet {
  readonly name: string;
  readonly text: string;
}

export function snippetsFor(url: string): readonly Snippet[] {
  return [
    {
      name: "curl",
      text: [
        "# JETON_TOKEN has the token",
        `curl -H "Authorization: Bearer $JETON_TOKEN" ${url}/v1/whoami`,
      ].join("\n"),
    },
    {
      name: "CLI",
      text: [`export JETON_URL=${url}`, "export JETON_TOKEN=... # the token", "jeton whoami"].join("\n"),
    },
    {
      name: "Terraform",
      text: [
        "# export JETON_TOKEN=... before terraform runs",
        'provider "jeton" {',
        `  url = "${url}"`,
        "}",
      ].join("\n"),
    },
    {
      name: "GitHub Actions",
      text: [
        "# the token is the repository's secret JETON_TOKEN",
        '- run: curl -H "Authorization: Bearer $JETON_TOKEN" $JETON_URL/v1/whoami',
        "  env:",
        `    JETON_URL: ${url}`,
        "    JETON_TOKEN: ${{ secrets.JETON_TOKEN }}",
      ].join("\n"),
    },
  ];
}
