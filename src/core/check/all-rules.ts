import { coherenceRules } from "./coherence-rules.ts";
import { continuityRules } from "./continuity-rules.ts";
import { recoveryRules } from "./recovery-rules.ts";
import type { Rule } from "./rule.ts";
import { badAccess } from "./rules/bad-access.ts";
import { badCondition } from "./rules/bad-condition.ts";
import { badDefaultOption } from "./rules/bad-default-option.ts";
import { badParameters } from "./rules/bad-parameters.ts";
import { badTemplate } from "./rules/bad-template.ts";
import { conflictingWork } from "./rules/conflicting-work.ts";
import { danglingReference } from "./rules/dangling-reference.ts";
import { decisionWithoutOptions } from "./rules/decision-without-options.ts";
import { duplicateDocument } from "./rules/duplicate-document.ts";
import { duplicateKey } from "./rules/duplicate-key.ts";
import { duplicateOption } from "./rules/duplicate-option.ts";
import { duplicateStep } from "./rules/duplicate-step.ts";
import { fileNamesClash } from "./rules/file-names-clash.ts";
import { fileTooLarge } from "./rules/file-too-large.ts";
import { gateOnGroup } from "./rules/gate-on-group.ts";
import { grantNotPossible } from "./rules/grant-not-possible.ts";
import { grantWithoutDoer } from "./rules/grant-without-doer.ts";
import { inlineCredential } from "./rules/inline-credential.ts";
import { invalidValue } from "./rules/invalid-value.ts";
import { missingAccess } from "./rules/missing-access.ts";
import { missingAccountable } from "./rules/missing-accountable.ts";
import { missingField } from "./rules/missing-field.ts";
import { missingWork } from "./rules/missing-work.ts";
import { nestedTooDeeply } from "./rules/nested-too-deeply.ts";
import { notADocument } from "./rules/not-a-document.ts";
import { notText } from "./rules/not-text.ts";
import { numberOutOfRange } from "./rules/number-out-of-range.ts";
import { quorumBeyondTeam } from "./rules/quorum-beyond-team.ts";
import { stepCycle } from "./rules/step-cycle.ts";
import { suppressionExpired } from "./rules/suppression-expired.ts";
import { suppressionRefused } from "./rules/suppression-refused.ts";
import { suppressionUnknownCode } from "./rules/suppression-unknown-code.ts";
import { suppressionUnused } from "./rules/suppression-unused.ts";
import { suppressionWithoutReason } from "./rules/suppression-without-reason.ts";
import { syntaxError } from "./rules/syntax-error.ts";
import { tooManyAliases } from "./rules/too-many-aliases.ts";
import { unknownAction } from "./rules/unknown-action.ts";
import { unknownApiVersion } from "./rules/unknown-api-version.ts";
import { unknownCheck } from "./rules/unknown-check.ts";
import { unknownConnector } from "./rules/unknown-connector.ts";
import { unknownField } from "./rules/unknown-field.ts";
import { unknownKind } from "./rules/unknown-kind.ts";
import { unknownStep } from "./rules/unknown-step.ts";
import { unreadableFile } from "./rules/unreadable-file.ts";
import { wrongReferenceKind } from "./rules/wrong-reference-kind.ts";
import { wrongType } from "./rules/wrong-type.ts";

/** All rules, in the order of the pipeline: files, YAML, shape, references, runbooks, connectors. */
export const allRules: readonly Rule[] = [
  unreadableFile,
  notText,
  fileTooLarge,
  fileNamesClash,
  syntaxError,
  duplicateKey,
  tooManyAliases,
  nestedTooDeeply,
  numberOutOfRange,
  notADocument,
  unknownApiVersion,
  unknownKind,
  duplicateDocument,
  unknownField,
  missingField,
  wrongType,
  invalidValue,
  danglingReference,
  wrongReferenceKind,
  duplicateStep,
  unknownStep,
  stepCycle,
  missingAccountable,
  conflictingWork,
  missingWork,
  gateOnGroup,
  decisionWithoutOptions,
  duplicateOption,
  badDefaultOption,
  badCondition,
  badTemplate,
  quorumBeyondTeam,
  unknownConnector,
  unknownAction,
  unknownCheck,
  badParameters,
  missingAccess,
  badAccess,
  grantNotPossible,
  grantWithoutDoer,
  inlineCredential,
  ...continuityRules,
  ...recoveryRules,
  ...coherenceRules,
  suppressionWithoutReason,
  suppressionExpired,
  suppressionUnknownCode,
  suppressionRefused,
  suppressionUnused,
];
