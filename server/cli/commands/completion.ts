import { type Define, withExamples } from "../command.ts";
import { failure } from "../failure.ts";

/** Each hands the words so far to `jeton __complete`, which alone knows the commands. */
const scripts: Readonly<Record<string, string>> = {
  bash: `_jeton() {
  local IFS=$'\\n'
  COMPREPLY=($(jeton __complete -- "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null))
}
complete -o default -F _jeton jeton
`,
  zsh: `#compdef jeton
_jeton() {
  local -a found
  found=("\${(@f)$(jeton __complete -- "\${(@)words[2,$CURRENT]}" 2>/dev/null)}")
  compadd -a found
}
compdef _jeton jeton
`,
  fish: `function __jeton_complete
  set -l words (commandline -opc) (commandline -ct)
  jeton __complete -- $words[2..-1] 2>/dev/null
end
complete -c jeton -f -a '(__jeton_complete)'
`,
  powershell: `Register-ArgumentCompleter -Native -CommandName jeton -ScriptBlock {
  param($wordToComplete, $commandAst, $cursorPosition)
  $words = @($commandAst.CommandElements | Select-Object -Skip 1 | ForEach-Object { "$_" })
  if ($wordToComplete -eq '') { $words += '""' }
  jeton __complete -- @words 2>$null | ForEach-Object {
    [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
  }
}
`,
};

/** `jeton completion SHELL`. */
export const defineCompletion: Define = (command, tools) => {
  const names = Object.keys(scripts).join(", ");
  command
    .argument("<shell>", `${names}.`)
    .description("Print what completes `jeton` in a shell: commands, flags, and names that the server has.");
  withExamples(
    command,
    "source <(jeton completion bash)",
    "jeton completion zsh > ~/.zfunc/_jeton",
    "jeton completion fish > ~/.config/fish/completions/jeton.fish",
    "jeton completion powershell | Out-String | Invoke-Expression",
  );
  command.action(
    tools.action(async (_flags, shell = "") => {
      const script = Object.hasOwn(scripts, shell) ? scripts[shell] : undefined;
      if (script === undefined) throw failure("usage", `the shell must be one of ${names}`);
      tools.terminal.out(script);
    }),
  );
};
