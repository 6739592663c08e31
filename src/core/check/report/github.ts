import type { Severity } from "../../model/diagnostic.ts";
import type { Examined } from "./examined.ts";

const commands: { readonly [severity in Severity]: string } = {
  error: "error",
  warning: "warning",
  info: "notice",
};

/**
 * New findings as workflow commands of GitHub Actions, which show them beside the lines of a change:
 * `::error file=…,line=…::message`. Values are escaped as its runner reads them, so that no document can give
 * a command of its own.
 */
export function githubAnnotations({ findings, pathOf }: Examined): string {
  return findings
    .filter(({ state }) => state === "new")
    .map(({ diagnostic: { code, severity, message, help, place } }) => {
      const { line, column, endLine, endColumn } = place.span;
      // Columns only make sense to it within one line.
      const columns = line === endLine ? { col: column, endColumn: Math.max(column, endColumn - 1) } : {};
      const properties = { file: pathOf(place.file), line, endLine, ...columns, title: `holdfast: ${code}` };
      const listed = Object.entries(properties).map(
        ([name, value]) => `${name}=${escapeProperty(`${value}`)}`,
      );
      const text = help === null ? message : `${message}\n${help}`;
      return `::${commands[severity]} ${listed.join(",")}::${escapeData(text)}\n`;
    })
    .join("");
}

function escapeData(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
