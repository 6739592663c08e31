import { Link } from "@tanstack/react-router";
import type { Diagnostic } from "#core/model/diagnostic.ts";
import { paths } from "../../paths.ts";
import { Notice } from "../../ui/notice.tsx";
import { Panel } from "../../ui/panel.tsx";
import { ProblemNotice } from "../../ui/problem-notice.tsx";
import { StatusMark } from "../../ui/status-mark.tsx";
import { Tabs } from "../../ui/tabs.tsx";
import type { useDraftCheck } from "./check/use-draft-check.ts";
import { type Draft, useDraftTrouble } from "./draft/drafts.ts";
import type { EditedThing } from "./draft/use-editing.ts";
import { TextEditor } from "./editor/text-editor.tsx";
import { FoundList } from "./found-list.tsx";
import { DocumentForm } from "./form/document-form.tsx";
import { MovedNotice, type PublishedNow } from "./moved-notice.tsx";
import { type DocumentDesk, nothingFound, type View, useDocumentDesk } from "./use-document-desk.ts";
import "./document.css";

type Props = {
  readonly thing: EditedThing;
  readonly drafts: readonly Draft[];
  readonly view: View;
  readonly onView: (view: View) => void;
  /** What is published of it now; null for a new document. */
  readonly published: PublishedNow | null;
};

/** What the checker says while somebody writes. */
function Findings({
  check,
  onOpen,
}: {
  readonly check: ReturnType<typeof useDraftCheck>;
  readonly onOpen: (diagnostic: Diagnostic) => void;
}) {
  const { report, isCurrent, error } = check;
  const own = report?.own ?? nothingFound;
  const elsewhere = report?.elsewhere ?? nothingFound;
  return (
    <Panel
      title="What the checker says"
      aside={
        <span className="hf-dim" role="status">
          {report === null
            ? "checking…"
            : `${own.length} here, ${elsewhere.length} elsewhere${isCurrent ? "" : ", checking…"}`}
        </span>
      }
    >
      <ProblemNotice error={error} title="It could not be checked here; the proposal will be" />
      {report !== null && own.length === 0 ? (
        <p className="panel-body">
          <StatusMark kind="ok" word="Nothing is wrong in this document" />{" "}
          <span className="hf-dim">checked among {report.documents} documents</span>
        </p>
      ) : null}
      <FoundList found={own} onOpen={onOpen} />
      {elsewhere.length > 0 ? (
        <>
          <h3 className="panel-body">New in other documents</h3>
          <FoundList found={elsewhere} />
        </>
      ) : null}
    </Panel>
  );
}

function Tools({
  editor,
  view,
  onFormat,
}: {
  readonly editor: DocumentDesk["editor"];
  readonly view: View;
  readonly onFormat: () => void;
}) {
  const { handle, can } = editor;
  return (
    <div className="hf-row editor-tools">
      <button type="button" className="hf-button" disabled={!can.undo} onClick={() => handle?.undo()}>
        Undo
      </button>
      <button type="button" className="hf-button" disabled={!can.redo} onClick={() => handle?.redo()}>
        Redo
      </button>
      {view === "text" ? (
        <>
          <button type="button" className="hf-button" onClick={() => handle?.search()}>
            Find
          </button>
          <button type="button" className="hf-button" onClick={onFormat}>
            Format
          </button>
        </>
      ) : null}
    </div>
  );
}

const views = [
  { id: "form", label: "Form" },
  { id: "text", label: "Text" },
] as const;

function Beside({ desk }: { readonly desk: DocumentDesk }) {
  const { editing, check, open } = desk;
  return (
    <div className="hf-stack document-beside">
      <Findings check={check} onOpen={open} />
      <p className="hf-row">
        <Link to={paths.proposalNew} className="hf-button">
          Review and propose…
        </Link>
        <span className="hf-dim" role="status">
          {editing.isKept ? "Kept in this browser until you propose it" : "Nothing is changed"}
          {editing.others > 0 ? `; ${editing.others} more changed` : ""}
        </span>
      </p>
    </div>
  );
}

/** A document as text and as a form, which are the same: a change in one is a change in the other. */
export function DocumentEditor({ thing, drafts, view, onView, published }: Props) {
  const desk = useDocumentDesk(thing, drafts, onView);
  const { editing, editor, knowledge, own, refusal } = desk;
  const trouble = useDraftTrouble();
  return (
    <div className="hf-stack">
      <ProblemNotice
        error={trouble}
        title="This browser does not keep drafts: do not leave before you propose"
      />
      {published === null ? null : (
        <MovedNotice
          published={published}
          editing={editing}
          replace={(next) => editor.handle?.replace(next)}
        />
      )}
      {refusal === null ? null : (
        <Notice tone="warning" role="alert">
          <span>{refusal}</span>
        </Notice>
      )}
      <div className="document-editor">
        <Tabs label="How it is edited" tabs={views} selected={view} onSelect={onView}>
          <Tools editor={editor} view={view} onFormat={desk.format} />
          {view === "form" ? (
            <DocumentForm
              text={editing.text}
              schema={knowledge.schema}
              diagnostics={own}
              documents={knowledge.documents}
              onEdit={desk.edit}
            />
          ) : (
            <p className="hf-dim hf-hint">
              Ctrl-Space completes, Ctrl-F finds, Escape and then Tab leaves the text.
            </p>
          )}
          {/* Always there: its history of changes is that of the form, too. */}
          <div hidden={view !== "text"}>
            <TextEditor
              label={`Text of ${thing.id}`}
              initial={editing.text}
              knowledge={knowledge}
              diagnostics={own}
              onChange={desk.onChange}
              onFormat={desk.format}
              onReady={desk.onReady}
            />
          </div>
        </Tabs>
        <Beside desk={desk} />
      </div>
    </div>
  );
}
