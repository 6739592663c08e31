import type { Rule } from "./rule.ts";
import { actWithoutVerification } from "./rules/act-without-verification.ts";
import { approvalByDoerOnly } from "./rules/approval-by-doer-only.ts";
import { backupNeedsProtected } from "./rules/backup-needs-protected.ts";
import { commandNotValidated } from "./rules/command-not-validated.ts";
import { controlPartLostInScenario } from "./rules/control-part-lost-in-scenario.ts";
import { controlPartNeedsRecovered } from "./rules/control-part-needs-recovered.ts";
import { controlPathLostInScenario } from "./rules/control-path-lost-in-scenario.ts";
import { controlPathNeedsRecovered } from "./rules/control-path-needs-recovered.ts";
import { cyberPlanWithoutCleanCopy } from "./rules/cyber-plan-without-clean-copy.ts";
import { cyberRecoveryNotIsolated } from "./rules/cyber-recovery-not-isolated.ts";
import { decisionWithoutTimeout } from "./rules/decision-without-timeout.ts";
import { failbackWithoutCommitWindow } from "./rules/failback-without-commit-window.ts";
import { failoverToTaintedReplica } from "./rules/failover-to-tainted-replica.ts";
import { failoverWithoutFailback } from "./rules/failover-without-failback.ts";
import { failureWithoutRepair } from "./rules/failure-without-repair.ts";
import { fenceNotProven } from "./rules/fence-not-proven.ts";
import { missingWorkaround } from "./rules/missing-workaround.ts";
import { noOutsideProof } from "./rules/no-outside-proof.ts";
import { planWithoutControlPath } from "./rules/plan-without-control-path.ts";
import { promoteWithoutFence } from "./rules/promote-without-fence.ts";
import { promoteWithoutLossStatement } from "./rules/promote-without-loss-statement.ts";
import { rebuildBeforeDivergence } from "./rules/rebuild-before-divergence.ts";
import { recoveryCycle } from "./rules/recovery-cycle.ts";
import { roleNotHeld } from "./rules/role-not-held.ts";
import { runbookInNoPlan } from "./rules/runbook-in-no-plan.ts";
import { runbookOutsideServiceSites } from "./rules/runbook-outside-service-sites.ts";
import { runbookRecoversNothing } from "./rules/runbook-recovers-nothing.ts";
import { runbookSameSite } from "./rules/runbook-same-site.ts";
import { sharedCauseWithoutEffect } from "./rules/shared-cause-without-effect.ts";
import { stepWithoutDuration } from "./rules/step-without-duration.ts";
import { temporaryWithoutUndo } from "./rules/temporary-without-undo.ts";
import { trafficBeforeData } from "./rules/traffic-before-data.ts";
import { unreachableStep } from "./rules/unreachable-step.ts";

/** Rules about the way of a recovery: its runbooks, the path by which people carry it out, and data that cannot be trusted. */
export const recoveryRules: readonly Rule[] = [
  promoteWithoutFence,
  fenceNotProven,
  trafficBeforeData,
  actWithoutVerification,
  promoteWithoutLossStatement,
  rebuildBeforeDivergence,
  noOutsideProof,
  failoverWithoutFailback,
  failbackWithoutCommitWindow,
  temporaryWithoutUndo,
  stepWithoutDuration,
  failureWithoutRepair,
  sharedCauseWithoutEffect,
  commandNotValidated,
  missingWorkaround,
  roleNotHeld,
  runbookRecoversNothing,
  runbookInNoPlan,
  runbookSameSite,
  runbookOutsideServiceSites,
  approvalByDoerOnly,
  unreachableStep,
  decisionWithoutTimeout,
  controlPathNeedsRecovered,
  controlPathLostInScenario,
  controlPartNeedsRecovered,
  controlPartLostInScenario,
  planWithoutControlPath,
  recoveryCycle,
  backupNeedsProtected,
  failoverToTaintedReplica,
  cyberPlanWithoutCleanCopy,
  cyberRecoveryNotIsolated,
];
