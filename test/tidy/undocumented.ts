/** Exported functions and types without a doc comment right above them: `name:line`. */
export function undocumentedExports(source: string): readonly string[] {
  const lines = source.split("\n");
  return lines.flatMap((line, index) => {
    const name = /^export (?:async )?(?:function|type|const|class|interface) (\w+)/.exec(line)?.[1];
    const above = lines[index - 1]?.trim() ?? "";
    return name === undefined || above.endsWith("*/") ? [] : [`${name}:${index + 1}`];
  });
}
