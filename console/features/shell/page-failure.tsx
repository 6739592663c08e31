import { Button } from "@mantine/core";
import type { ErrorComponentProps } from "@tanstack/react-router";
import { copyText } from "../../ui/copy-text.ts";
import { Notice } from "../../ui/notice.tsx";
import { PageHeader } from "../../ui/page-header.tsx";

/** A file of a build that is no longer there: the server was given a newer console meanwhile. */
function isOldBuild(error: Error): boolean {
  return /dynamically imported module|module script failed|Unable to preload/i.test(error.message);
}

function details(error: Error): string {
  return [
    `${error.name}: ${error.message}`,
    `Address: ${location.href}`,
    `At: ${new Date().toISOString()}`,
    `Browser: ${navigator.userAgent}`,
    error.stack ?? "",
  ].join("\n");
}

/** Stands in the place of a page that broke, while everything around it goes on. */
export function PageFailure({ error: thrown, reset }: ErrorComponentProps) {
  const error = thrown instanceof Error ? thrown : new Error(String(thrown));
  const isStale = isOldBuild(error);
  return (
    <div className="shell-page">
      <PageHeader title={isStale ? "This page has a newer version" : "This page cannot be shown"} />
      <Notice tone="failed" role="alert">
        <span>
          {isStale
            ? "The part of the console that draws this page could not be loaded. Either the server has a newer console, or it cannot be reached."
            : "A mistake in the console kept it from being drawn. Nothing was changed by that; runs go on, and the command line shows the same."}
        </span>
        <span className="hf-mono">{error.message}</span>
      </Notice>
      <div className="hf-row">
        <Button onClick={() => location.reload()}>Load anew</Button>
        {isStale ? null : (
          <Button variant="default" onClick={reset}>
            Try again
          </Button>
        )}
        <Button variant="default" onClick={() => void copyText(details(error), "The details")}>
          Copy the details
        </Button>
      </div>
    </div>
  );
}
