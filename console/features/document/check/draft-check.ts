import { checkEstate } from "#core/check/check-estate.ts";
import { type FileReading, parseSource, readFile } from "#core/document/read-file.ts";
import { assembleEstate } from "#core/document/resolve-estate.ts";
import type { ConnectorCatalogue } from "#core/model/catalogue.ts";
import type { Diagnostic } from "#core/model/diagnostic.ts";
import type { CheckReport, DraftText, NamedText } from "./check-messages.ts";

/** Checks drafts among the published documents, again and again. */
export type DraftCheck = (target: string, drafts: readonly DraftText[]) => CheckReport;

const read = ({ name, text }: NamedText): FileReading =>
  readFile(parseSource({ type: "text", file: name, text }));

/** What is the same finding although its line has moved. */
const identity = ({ code, message, place }: Diagnostic) =>
  `${code}\0${place.file}\0${place.ref ?? ""}\0${message}`;

/**
 * Reads the published documents once, each as a file of its own so that places count from its own first line. Each
 * check reads only drafts that were changed, and judges the estate as it would be with all of them.
 */
export function createDraftCheck(
  published: readonly NamedText[],
  catalogue: ConnectorCatalogue,
  today: string,
): DraftCheck {
  const readings = new Map(published.map((document) => [document.name, read(document)]));
  const drafted = new Map<string, { readonly text: string; readonly reading: FileReading }>();
  const judge = (files: readonly FileReading[]) => checkEstate(assembleEstate(files), catalogue, { today });
  let known: ReadonlySet<string> | null = null;
  const before = (): ReadonlySet<string> => {
    known ??= new Set(judge([...readings.values()]).map(identity));
    return known;
  };
  const readDraft = ({ name, text }: NamedText): FileReading => {
    const found = drafted.get(name);
    const reading = found?.text === text ? found.reading : read({ name, text });
    drafted.set(name, { text, reading });
    return reading;
  };
  return (target, drafts) => {
    const files = new Map(readings);
    for (const { name, text } of drafts) {
      // Last, so that of two documents of one name the new one is found wrong.
      files.delete(name);
      if (text !== null) files.set(name, readDraft({ name, text }));
    }
    const found = judge([...files.values()]);
    const others = found.filter(({ place }) => place.file !== target && place.file !== "");
    return {
      own: found.filter(({ place }) => place.file === target),
      elsewhere: others.filter((diagnostic) => !before().has(identity(diagnostic))),
      documents: files.size,
    };
  };
}
