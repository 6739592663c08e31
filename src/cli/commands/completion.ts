import type { Command } from "commander";

/** All words that may follow each command, from the commands themselves. */
function wordsOf(command: Command, prefix: string): readonly (readonly [string, string])[] {
  const words = [
    ...command.commands.map((child) => child.name()),
    ...command.options.map((option) => option.long ?? "").filter(Boolean),
  ];
  const own: readonly [string, string] = [prefix, words.join(" ")];
  return [own, ...command.commands.flatMap((child) => wordsOf(child, `${prefix} ${child.name()}`))];
}

/** The bash completion of a program, also understood by zsh after `bashcompinit`. */
export function bashCompletion(program: Command): string {
  const name = program.name();
  const cases = wordsOf(program, name).map(([path, words]) => `    "${path}") words="${words}" ;;`);
  return [
    `_${name}() {`,
    '  local path="" word words=""',
    '  for word in "${COMP_WORDS[@]:0:COMP_CWORD}"; do',
    '    case "$word" in -*) ;; *) path="${path:+$path }${word##*/}" ;; esac',
    "  done",
    '  case "$path" in',
    ...cases,
    "  esac",
    '  COMPREPLY=($(compgen -W "$words" -- "${COMP_WORDS[COMP_CWORD]}"))',
    "}",
    `complete -o default -F _${name} ${name}`,
    "",
  ].join("\n");
}
