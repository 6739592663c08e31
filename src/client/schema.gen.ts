// Written by `npm run generate` from openapi.json. Change the routes, not this file.

/** Any JSON value. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

export interface paths {
  "/healthz": { get: operations["getHealth"] };
  "/readyz": { get: operations["getReadiness"] };
  "/metrics": { get: operations["getMetrics"] };
  "/api/v1/me": { get: operations["getMe"] };
  "/api/v1/people": { get: operations["listPeople"] };
  "/api/v1/tokens": { post: operations["createToken"] };
  "/api/v1/estate": { get: operations["getEstate"] };
  "/api/v1/diagnostics": { get: operations["listDiagnostics"] };
  "/api/v1/runbooks": { get: operations["listRunbooks"] };
  "/api/v1/runbooks/{name}": { get: operations["getRunbook"] };
  "/api/v1/runs": { get: operations["listRuns"]; post: operations["startRun"] };
  "/api/v1/runs/{run}": { get: operations["getRun"] };
  "/api/v1/runs/{run}/events": { get: operations["listRunEvents"] };
  "/api/v1/runs/{run}/pause": { post: operations["pauseRun"] };
  "/api/v1/runs/{run}/resume": { post: operations["resumeRun"] };
  "/api/v1/runs/{run}/abort": { post: operations["abortRun"] };
  "/api/v1/runs/{run}/undo": { post: operations["undoRun"] };
  "/api/v1/runs/{run}/notes": { post: operations["addNote"] };
  "/api/v1/runs/{run}/steps": { post: operations["insertStep"] };
  "/api/v1/runs/{run}/steps/{step}/approve": { post: operations["approveStep"] };
  "/api/v1/runs/{run}/steps/{step}/refuse": { post: operations["refuseApproval"] };
  "/api/v1/runs/{run}/steps/{step}/decide": { post: operations["decideOption"] };
  "/api/v1/runs/{run}/steps/{step}/take": { post: operations["takeStep"] };
  "/api/v1/runs/{run}/steps/{step}/complete": { post: operations["completeStep"] };
  "/api/v1/runs/{run}/steps/{step}/retry": { post: operations["retryStep"] };
  "/api/v1/runs/{run}/steps/{step}/done-by-hand": { post: operations["markDoneByHand"] };
  "/api/v1/runs/{run}/steps/{step}/skip": { post: operations["skipStep"] };
  "/api/v1/runs/{run}/steps/{step}/reassign": { post: operations["reassignStep"] };
  "/api/v1/runs/{run}/steps/{step}/undo": { post: operations["undoStep"] };
  "/api/v1/feed": { get: operations["followFeed"] };
  "/api/v1/runs/{run}/feed": { get: operations["followRun"] };
  "/api/v1/runs/{run}/evidence": { get: operations["exportEvidence"] };
  "/api/v1/evidence/public-key": { get: operations["getPublicKey"] };
  "/api/v1/attachments/{sha256}": { get: operations["getAttachment"] };
  "/api/v1/log": { get: operations["exportLog"] };
  "/api/v1/lab": { get: operations["getLab"] };
  "/api/v1/lab/faults/{fault}": { post: operations["injectFault"] };
  "/api/v1/lab/heal": { post: operations["healLab"] };
}

export interface operations {
  /** Whether this process runs. */
  getHealth: { parameters: { query?: never; header?: never; path?: never; cookie?: never }; requestBody?: never; responses: { 200: { headers: { [name: string]: unknown }; content: { "application/json": { "status": "ok"; "version": string; } } }; default: { headers: { [name: string]: unknown }; content: { "application/problem+json": components["schemas"]["Problem"] } } } };
  /** Whether this node can do its work. */
  getReadiness: { parameters: { query?: never; header?: never; path?: never; cookie?: never }; requestBody?: never; responses: { 200: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["Readiness"] } }; 503: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["Readiness"] } }; default: { headers: { [name: string]: unknown }; content: { "application/problem+json": components["schemas"]["Problem"] } } } };
  /** Measurements in the text format of Prometheus. */
  getMetrics: { parameters: { query?: never; header?: never; path?: never; cookie?: never }; requestBody?: never; responses: { 200: { headers: { [name: string]: unknown }; content: { "text/plain": string } }; default: { headers: { [name: string]: unknown }; content: { "application/problem+json": components["schemas"]["Problem"] } } } };
  /** Who is asking. */
  getMe: { parameters: { query?: never; header?: never; path?: never; cookie?: never }; requestBody?: never; responses: { 200: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["Me"] } }; default: { headers: { [name: string]: unknown }; content: { "application/problem+json": components["schemas"]["Problem"] } } } };
  /** The people of the estate with their teams. */
  listPeople: { parameters: { query?: never; header?: never; path?: never; cookie?: never }; requestBody?: never; responses: { 200: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["People"] } }; default: { headers: { [name: string]: unknown }; content: { "application/problem+json": components["schemas"]["Problem"] } } } };
  /** Makes a bearer token for a person (operator only). */
  createToken: { parameters: { query?: never; header?: never; path?: never; cookie?: never }; requestBody: { content: { "application/json": components["schemas"]["CreateToken"] } }; responses: { 201: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["Token"] } }; default: { headers: { [name: string]: unknown }; content: { "application/problem+json": components["schemas"]["Problem"] } } } };
  /** The documents in use. */
  getEstate: { parameters: { query?: never; header?: never; path?: never; cookie?: never }; requestBody?: never; responses: { 200: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["Estate"] } }; default: { headers: { [name: string]: unknown }; content: { "application/problem+json": components["schemas"]["Problem"] } } } };
  /** What is wrong with the documents. */
  listDiagnostics: { parameters: { query?: never; header?: never; path?: never; cookie?: never }; requestBody?: never; responses: { 200: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["DiagnosticReport"] } }; default: { headers: { [name: string]: unknown }; content: { "application/problem+json": components["schemas"]["Problem"] } } } };
  /** The runbooks of the estate. */
  listRunbooks: { parameters: { query?: never; header?: never; path?: never; cookie?: never }; requestBody?: never; responses: { 200: { headers: { [name: string]: unknown }; content: { "application/json": { "runbooks": (components["schemas"]["RunbookSummary"])[]; } } }; default: { headers: { [name: string]: unknown }; content: { "application/problem+json": components["schemas"]["Problem"] } } } };
  /** A runbook as a run would carry it out now. */
  getRunbook: { parameters: { query?: never; header?: never; path: { "name": string }; cookie?: never }; requestBody?: never; responses: { 200: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["Runbook"] } }; default: { headers: { [name: string]: unknown }; content: { "application/problem+json": components["schemas"]["Problem"] } } } };
  /** Runs, the newest first. */
  listRuns: { parameters: { query?: { "status"?: "open" | "finished"; "limit"?: number; "cursor"?: number }; header?: never; path?: never; cookie?: never }; requestBody?: never; responses: { 200: { headers: { [name: string]: unknown }; content: { "application/json": { "runs": (components["schemas"]["RunSummary"])[]; /** `cursor` of the next page. */ "nextCursor": string | null; } } }; default: { headers: { [name: string]: unknown }; content: { "application/problem+json": components["schemas"]["Problem"] } } } };
  /** Starts a runbook at the estate's present revision. */
  startRun: { parameters: { query?: never; header?: never; path?: never; cookie?: never }; requestBody: { content: { "application/json": components["schemas"]["StartRun"] } }; responses: { 201: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["RunView"] } }; default: { headers: { [name: string]: unknown }; content: { "application/problem+json": components["schemas"]["Problem"] } } } };
  /** A run, with what the asking person may do now. */
  getRun: { parameters: { query?: never; header?: never; path: { "run": string }; cookie?: never }; requestBody?: never; responses: { 200: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["RunView"] } }; default: { headers: { [name: string]: unknown }; content: { "application/problem+json": components["schemas"]["Problem"] } } } };
  /** What happened in a run, in order. */
  listRunEvents: { parameters: { query?: { "after"?: number }; header?: never; path: { "run": string }; cookie?: never }; requestBody?: never; responses: { 200: { headers: { [name: string]: unknown }; content: { "application/json": { "events": (components["schemas"]["Event"])[]; } } }; default: { headers: { [name: string]: unknown }; content: { "application/problem+json": components["schemas"]["Problem"] } } } };
  /** Starts no further step until it is resumed. */
  pauseRun: { parameters: { query?: never; header?: never; path: { "run": string }; cookie?: never }; requestBody: { content: { "application/json": components["schemas"]["Reason"] } }; responses: { 200: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["RunView"] } }; default: { headers: { [name: string]: unknown }; content: { "application/problem+json": components["schemas"]["Problem"] } } } };
  /** Goes on after a pause. */
  resumeRun: { parameters: { query?: never; header?: never; path: { "run": string }; cookie?: never }; requestBody: { content: { "application/json": components["schemas"]["Reason"] } }; responses: { 200: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["RunView"] } }; default: { headers: { [name: string]: unknown }; content: { "application/problem+json": components["schemas"]["Problem"] } } } };
  /** Ends a run; what runs is told to stop. */
  abortRun: { parameters: { query?: never; header?: never; path: { "run": string }; cookie?: never }; requestBody: { content: { "application/json": components["schemas"]["Reason"] } }; responses: { 200: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["RunView"] } }; default: { headers: { [name: string]: unknown }; content: { "application/problem+json": components["schemas"]["Problem"] } } } };
  /** Takes the steps back in reverse order. */
  undoRun: { parameters: { query?: never; header?: never; path: { "run": string }; cookie?: never }; requestBody: { content: { "application/json": components["schemas"]["Reason"] } }; responses: { 200: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["RunView"] } }; default: { headers: { [name: string]: unknown }; content: { "application/problem+json": components["schemas"]["Problem"] } } } };
  /** Puts a note on record, about a step or the run. */
  addNote: { parameters: { query?: never; header?: never; path: { "run": string }; cookie?: never }; requestBody: { content: { "application/json": components["schemas"]["AddNote"] } }; responses: { 200: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["RunView"] } }; default: { headers: { [name: string]: unknown }; content: { "application/problem+json": components["schemas"]["Problem"] } } } };
  /** Inserts a step into a run that is under way. */
  insertStep: { parameters: { query?: never; header?: never; path: { "run": string }; cookie?: never }; requestBody: { content: { "application/json": components["schemas"]["InsertStep"] } }; responses: { 200: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["RunView"] } }; default: { headers: { [name: string]: unknown }; content: { "application/problem+json": components["schemas"]["Problem"] } } } };
  /** Lets a step start. */
  approveStep: { parameters: { query?: never; header?: never; path: { "run": string; "step": string }; cookie?: never }; requestBody: { content: { "application/json": components["schemas"]["Note"] } }; responses: { 200: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["RunView"] } }; default: { headers: { [name: string]: unknown }; content: { "application/problem+json": components["schemas"]["Problem"] } } } };
  /** Refuses to let a step start. */
  refuseApproval: { parameters: { query?: never; header?: never; path: { "run": string; "step": string }; cookie?: never }; requestBody: { content: { "application/json": components["schemas"]["Reason"] } }; responses: { 200: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["RunView"] } }; default: { headers: { [name: string]: unknown }; content: { "application/problem+json": components["schemas"]["Problem"] } } } };
  /** Takes an option of a decision. */
  decideOption: { parameters: { query?: never; header?: never; path: { "run": string; "step": string }; cookie?: never }; requestBody: { content: { "application/json": components["schemas"]["DecideOption"] } }; responses: { 200: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["RunView"] } }; default: { headers: { [name: string]: unknown }; content: { "application/problem+json": components["schemas"]["Problem"] } } } };
  /** Says that one is doing a step. */
  takeStep: { parameters: { query?: never; header?: never; path: { "run": string; "step": string }; cookie?: never }; requestBody?: never; responses: { 200: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["RunView"] } }; default: { headers: { [name: string]: unknown }; content: { "application/problem+json": components["schemas"]["Problem"] } } } };
  /** Says how a step of a person ended. */
  completeStep: { parameters: { query?: never; header?: never; path: { "run": string; "step": string }; cookie?: never }; requestBody: { content: { "application/json": components["schemas"]["CompleteStep"] } }; responses: { 200: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["RunView"] } }; default: { headers: { [name: string]: unknown }; content: { "application/problem+json": components["schemas"]["Problem"] } } } };
  /** Tries a step again, with other input if wanted. */
  retryStep: { parameters: { query?: never; header?: never; path: { "run": string; "step": string }; cookie?: never }; requestBody: { content: { "application/json": components["schemas"]["RetryStep"] } }; responses: { 200: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["RunView"] } }; default: { headers: { [name: string]: unknown }; content: { "application/problem+json": components["schemas"]["Problem"] } } } };
  /** Says that a step was done by hand. */
  markDoneByHand: { parameters: { query?: never; header?: never; path: { "run": string; "step": string }; cookie?: never }; requestBody: { content: { "application/json": components["schemas"]["MarkDoneByHand"] } }; responses: { 200: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["RunView"] } }; default: { headers: { [name: string]: unknown }; content: { "application/problem+json": components["schemas"]["Problem"] } } } };
  /** Leaves a step out. */
  skipStep: { parameters: { query?: never; header?: never; path: { "run": string; "step": string }; cookie?: never }; requestBody: { content: { "application/json": components["schemas"]["Reason"] } }; responses: { 200: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["RunView"] } }; default: { headers: { [name: string]: unknown }; content: { "application/problem+json": components["schemas"]["Problem"] } } } };
  /** Gives a step to somebody else. */
  reassignStep: { parameters: { query?: never; header?: never; path: { "run": string; "step": string }; cookie?: never }; requestBody: { content: { "application/json": components["schemas"]["ReassignStep"] } }; responses: { 200: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["RunView"] } }; default: { headers: { [name: string]: unknown }; content: { "application/problem+json": components["schemas"]["Problem"] } } } };
  /** Takes one step back. */
  undoStep: { parameters: { query?: never; header?: never; path: { "run": string; "step": string }; cookie?: never }; requestBody: { content: { "application/json": components["schemas"]["Reason"] } }; responses: { 200: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["RunView"] } }; default: { headers: { [name: string]: unknown }; content: { "application/problem+json": components["schemas"]["Problem"] } } } };
  /** All events as they happen (Server-Sent Events). */
  followFeed: { parameters: { query?: { "after"?: number }; header?: never; path?: never; cookie?: never }; requestBody?: never; responses: { 200: { headers: { [name: string]: unknown }; content: { "text/event-stream": string } }; default: { headers: { [name: string]: unknown }; content: { "application/problem+json": components["schemas"]["Problem"] } } } };
  /** The events of a run as they happen (Server-Sent Events). */
  followRun: { parameters: { query?: { "after"?: number }; header?: never; path: { "run": string }; cookie?: never }; requestBody?: never; responses: { 200: { headers: { [name: string]: unknown }; content: { "text/event-stream": string } }; default: { headers: { [name: string]: unknown }; content: { "application/problem+json": components["schemas"]["Problem"] } } } };
  /** The signed evidence bundle of a run. */
  exportEvidence: { parameters: { query?: never; header?: never; path: { "run": string }; cookie?: never }; requestBody?: never; responses: { 200: { headers: { [name: string]: unknown }; content: { "application/jsonl": string } }; default: { headers: { [name: string]: unknown }; content: { "application/problem+json": components["schemas"]["Problem"] } } } };
  /** The public key that evidence is verified with. */
  getPublicKey: { parameters: { query?: never; header?: never; path?: never; cookie?: never }; requestBody?: never; responses: { 200: { headers: { [name: string]: unknown }; content: { "application/x-pem-file": string } }; default: { headers: { [name: string]: unknown }; content: { "application/problem+json": components["schemas"]["Problem"] } } } };
  /** Something kept whole as proof. */
  getAttachment: { parameters: { query?: never; header?: never; path: { "sha256": string }; cookie?: never }; requestBody?: never; responses: { 200: { headers: { [name: string]: unknown }; content: { "application/octet-stream": string } }; default: { headers: { [name: string]: unknown }; content: { "application/problem+json": components["schemas"]["Problem"] } } } };
  /** The whole log, as a backup (operator only). */
  exportLog: { parameters: { query?: never; header?: never; path?: never; cookie?: never }; requestBody?: never; responses: { 200: { headers: { [name: string]: unknown }; content: { "application/jsonl": string } }; default: { headers: { [name: string]: unknown }; content: { "application/problem+json": components["schemas"]["Problem"] } } } };
  /** The state of the lab and its faults. */
  getLab: { parameters: { query?: never; header?: never; path?: never; cookie?: never }; requestBody?: never; responses: { 200: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["Lab"] } }; default: { headers: { [name: string]: unknown }; content: { "application/problem+json": components["schemas"]["Problem"] } } } };
  /** Breaks something in the lab. */
  injectFault: { parameters: { query?: never; header?: never; path: { "fault": string }; cookie?: never }; requestBody?: never; responses: { 200: { headers: { [name: string]: unknown }; content: { "application/json": { [key: string]: Json; } } }; default: { headers: { [name: string]: unknown }; content: { "application/problem+json": components["schemas"]["Problem"] } } } };
  /** Undoes the faults of the lab. */
  healLab: { parameters: { query?: never; header?: never; path?: never; cookie?: never }; requestBody?: never; responses: { 200: { headers: { [name: string]: unknown }; content: { "application/json": { [key: string]: Json; } } }; default: { headers: { [name: string]: unknown }; content: { "application/problem+json": components["schemas"]["Problem"] } } } };
}

export interface components {
  schemas: {
    Actor: { "type": "person"; "ref": components["schemas"]["Ref"]; "teams": (components["schemas"]["Ref"])[]; } | { "type": "system"; "node": string; };
    AddNote: { "step"?: string; "text": string; };
    Approval: { "by": components["schemas"]["Ref"]; "quorum": number; "notTheStarter": boolean; };
    Attention: { "step": string; "title": string; "kind": "approve" | "do" | "decide" | "failed" | "unknown"; "who": components["schemas"]["Ref"]; "what": string; "since": string | null; "until": string | null; };
    CompleteStep: { "result": "done" | "failed"; "note"?: string; "evidence"?: ({ "name": string; "mediaType"?: string; "text": string; })[]; };
    CreateToken: { "person": components["schemas"]["Ref"]; };
    DecideOption: { "option": string; "reason": string; };
    DecisionOption: { "id": string; "title": string; "effect": "continue" | "undo" | "abort"; };
    Diagnostic: { "code": string; "severity": "error" | "warning" | "info"; "message": string; "help": string | null; "file": string; "line": number; "column": number; "ref": components["schemas"]["Ref"] | null; };
    DiagnosticCounts: { "error": number; "warning": number; "info": number; };
    DiagnosticReport: { "diagnostics": (components["schemas"]["Diagnostic"])[]; "counts": components["schemas"]["DiagnosticCounts"]; /** True while the folder has errors and the last revision without any is in use. */ "isLastGood": boolean; };
    Estate: { "folder": string | null; "loadedAt": string; "isLastGood": boolean; "counts": components["schemas"]["DiagnosticCounts"]; "documents": ({ "ref": components["schemas"]["Ref"]; "kind": string; "name": string; "title": string; })[]; };
    Event: { /** Place in the whole log; grows, may have gaps. */ "position": number; /** The aggregate, such as run/ID. */ "stream": string; /** 1, 2, 3 … within the stream. */ "version": number; "type": string; "data": { [key: string]: Json; }; "actor": components["schemas"]["Actor"]; /** ISO 8601, UTC, milliseconds. */ "at": string; "commandId": string; /** SHA-256 over the previous hash of the stream and this event. */ "hash": string; };
    Impact: { "lastGoodAt": string | null; "beganAt": string | null; "endedAt": string | null; "failedTransactions": number; };
    InsertStep: { /** A step as a Runbook document writes it. */ "step": { [key: string]: Json; }; /** Steps that wait for the new one. */ "before": (string)[]; "reason": string; };
    Lab: { /** Sites, links, probe, witness, as the lab tells them. */ "status": { [key: string]: Json; }; /** What can be broken, with explanations. */ "faults": { [key: string]: Json; }; };
    MarkDoneByHand: { "note": string; "output"?: Json; "evidence"?: ({ "name": string; "mediaType"?: string; "text": string; })[]; };
    Me: { /** null: the request names nobody yet. */ "actor": components["schemas"]["Actor"] | null; /** Whether the header X-Holdfast-Actor is believed. */ "trustsLoopback": boolean; };
    Note: { "note"?: string; };
    People: { "people": ({ "ref": components["schemas"]["Ref"]; "title": string; "teams": (components["schemas"]["Ref"])[]; })[]; };
    PhaseClock: { "beganAt": string | null; "endedAt": string | null; "totalSeconds": number | null; "phases": ({ "phase": "detect" | "decide" | "mobilise" | "execute" | "verify" | "traffic"; "seconds": number; "evidence": string; })[]; "rtoSeconds": number | null; "verdict": "met" | "missed" | "pending" | "no-objective" | "no-impact"; };
    PlannedStep: { "id": string; "title": string; "after": (string)[]; "phase": "mobilise" | "execute" | "verify" | "traffic" | "restore"; "work": "action" | "check" | "person" | "wait" | "decision" | "join"; "action": string | null; "accountable": components["schemas"]["Ref"]; "responsible": components["schemas"]["Ref"]; "duration": components["schemas"]["StepDuration"] | null; "approval": components["schemas"]["Approval"] | null; "hasUndo": boolean; "workaround": string | null; };
    Problem: { "type": string; "title": string; "status": number; "detail": string; "instance": string; "code": "run-missing" | "run-exists" | "run-over" | "run-status" | "step-missing" | "step-status" | "stale-token" | "not-authorised" | "doer-is-approver" | "already-approved" | "reason-missing" | "evidence-missing" | "unknown-option" | "illegal-edit" | "plan-invalid" | "invalid-request" | "body-too-large" | "unsupported-media-type" | "not-authenticated" | "actor-unknown" | "host-not-allowed" | "cross-site" | "admin-only" | "route-missing" | "runbook-missing" | "runbook-invalid" | "attachment-missing" | "no-lab" | "lab-refused" | "lab-unreachable" | "store-unavailable" | "internal"; "help": string; "errors": ({ "pointer": string; "detail": string; })[]; };
    Readiness: { "ready": boolean; "checks": ({ "name": string; "ready": boolean; "detail": string | null; })[]; };
    Reason: { "reason": string; };
    ReassignStep: { "responsible": components["schemas"]["Ref"]; "reason": string; };
    Ref: `${"site" | "component" | "service" | "function" | "vendor" | "contract" | "team" | "person" | "roster" | "protection" | "runbook" | "plan" | "scenario" | "monitor" | "policy" | "exercise" | "assessment" | "assumption" | "risk"}:${string}`;
    RetryStep: { "reason": string; /** Replaces parameters of the action by name. */ "changedInput"?: { [key: string]: Json; }; };
    RunSummary: { "id": string; "version": number; "runbook": string; "title": string; "mode": "walkthrough" | "rehearsal" | "live"; "status": "none" | "running" | "paused" | "aborting" | "undoing" | "finished"; "result": "succeeded" | "succeeded-with-exceptions" | "aborted" | "undone" | "undo-incomplete" | null; "startedAt": string; "finishedAt": string | null; "startedBy": components["schemas"]["Actor"]; "attentionCount": number; /** What has waited longest for a person. */ "attention": components["schemas"]["Attention"] | null; };
    RunView: { "id": string; "version": number; "runbook": string; "title": string; "purpose": "failover" | "failback" | "switchover" | "restore" | "rebuild" | "evacuate"; "revision": string; "recovers": (components["schemas"]["Ref"])[]; "mode": "walkthrough" | "rehearsal" | "live"; "status": "none" | "running" | "paused" | "aborting" | "undoing" | "finished"; "result": "succeeded" | "succeeded-with-exceptions" | "aborted" | "undone" | "undo-incomplete" | null; "reason": string; "startedBy": components["schemas"]["Actor"] | null; "startedAt": string | null; "finishedAt": string | null; "rtoSeconds": number | null; "rpoSeconds": number | null; "detection": { "at": string; "by": string; } | null; "impact": components["schemas"]["Impact"] | null; "clock": components["schemas"]["PhaseClock"]; "attention": (components["schemas"]["Attention"])[]; "commands": ({ "command": "PauseRun" | "ResumeRun" | "AbortRun" | "UndoRun"; "refusal": string | null; })[]; "steps": (components["schemas"]["StepView"])[]; };
    Runbook: { "runbook": string; "title": string; "purpose": "failover" | "failback" | "switchover" | "restore" | "rebuild" | "evacuate"; "revision": string; "recovers": (components["schemas"]["Ref"])[]; "objectives": { "rtoSeconds": number | null; "rpoSeconds": number | null; }; "steps": (components["schemas"]["PlannedStep"])[]; };
    RunbookSummary: { "name": string; "title": string; "purpose": "failover" | "failback" | "switchover" | "restore" | "rebuild" | "evacuate"; "recovers": (components["schemas"]["Ref"])[]; /** False while it, or what it relies on, has errors. */ "startable": boolean; "steps": number; };
    StartRun: { "runbook": string; "mode": "walkthrough" | "rehearsal" | "live"; "reason": string; /** What is known of the impact already. */ "impact"?: components["schemas"]["Impact"]; /** When the failure was noticed, and by what. */ "detection"?: { "at": string; "by": string; "evidence"?: Json; }; };
    StepDuration: { "minSeconds": number; "likelySeconds": number; "maxSeconds": number; };
    StepView: { "id": string; "title": string; "after": (string)[]; "phase": "mobilise" | "execute" | "verify" | "traffic" | "restore"; "work": "action" | "check" | "person" | "wait" | "decision" | "join"; "action": string | null; "instructions": string | null; "question": string | null; "options": (components["schemas"]["DecisionOption"])[]; "approval": components["schemas"]["Approval"] | null; "approvals": (components["schemas"]["Actor"])[]; "accountable": components["schemas"]["Ref"]; "responsible": components["schemas"]["Ref"]; "takenBy": components["schemas"]["Actor"] | null; "status": "pending" | "awaiting-approval" | "awaiting-person" | "awaiting-decision" | "waiting" | "dispatched" | "running" | "failed" | "unknown" | "succeeded" | "skipped" | "done-by-hand" | "not-needed" | "cancelled" | "undone" | "undo-failed"; "activity": "do" | "undo"; "claims": number; "repeated": boolean; "slow": boolean; "planned": components["schemas"]["StepDuration"] | null; "readyAt": string | null; "startedAt": string | null; "settledAt": string | null; "until": string | null; "durationSeconds": number | null; "option": string | null; "message": string | null; "workaround": string | null; "hasUndo": boolean; "output": Json; "commands": ({ "command": "ApproveStep" | "RefuseApproval" | "TakeStep" | "CompleteStep" | "DecideOption" | "SkipStep" | "InsertStep" | "ReassignStep" | "RetryStep" | "MarkDoneByHand" | "UndoStep"; "refusal": string | null; })[]; };
    Token: { "person": components["schemas"]["Ref"]; /** Shown this once; only its SHA-256 is kept. */ "token": string; };
  };
}
