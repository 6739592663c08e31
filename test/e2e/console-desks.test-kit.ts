import { cpSync, mkdtempSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { sampleEstate } from "./console.test-kit.ts";

/** A gate that its starter cannot pass, and what people do after it. No plan uses it: the checker says so. */
const gated = `apiVersion: holdfast/v1
kind: Runbook
metadata: { name: archive-back, title: Take the archive back }
spec:
  description: A gate, and what people do after it.
  owner: team:dba
  accountable: team:dba
  purpose: restore
  recovers: ["service:orders"]
  steps:
    - id: seal
      title: Break the seal of the archive
      duration: PT10S
      approval: { by: team:dba, quorum: 1, notTheStarter: true }
      person: { instructions: Break it in front of a witness. }
    - id: read
      title: Read the archive back
      duration: PT20S
      person: { instructions: Read it back. }
`;

/** A folder of the sample estate with a gated runbook. Whoever asks removes it. */
export function deskEstate(): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), "holdfast-desks-"));
  cpSync(sampleEstate, folder, { recursive: true });
  writeFileSync(path.join(folder, "archive-back.yaml"), gated);
  return folder;
}
