import type { Rule } from "./rule.ts";
import { accountableForParallelSteps } from "./rules/accountable-for-parallel-steps.ts";
import { assessmentExpired } from "./rules/assessment-expired.ts";
import { assumptionExpired } from "./rules/assumption-expired.ts";
import { assumptionFalse } from "./rules/assumption-false.ts";
import { assumptionUntested } from "./rules/assumption-untested.ts";
import { audienceWithoutChannel } from "./rules/audience-without-channel.ts";
import { changedAfterVerification } from "./rules/changed-after-verification.ts";
import { channelsOnOneProvider } from "./rules/channels-on-one-provider.ts";
import { communicationWithoutApprover } from "./rules/communication-without-approver.ts";
import { componentInNoSite } from "./rules/component-in-no-site.ts";
import { contactNotConfirmed } from "./rules/contact-not-confirmed.ts";
import { contractCapacityBelowNeed } from "./rules/contract-capacity-below-need.ts";
import { contractExpired } from "./rules/contract-expired.ts";
import { contractExpiresSoon } from "./rules/contract-expires-soon.ts";
import { contractNotBegun } from "./rules/contract-not-begun.ts";
import { contractSlowerThanRto } from "./rules/contract-slower-than-rto.ts";
import { contractWithoutResponseTime } from "./rules/contract-without-response-time.ts";
import { copiesInOneSite } from "./rules/copies-in-one-site.ts";
import { copyOntoItself } from "./rules/copy-onto-itself.ts";
import { deadlineWithoutResponsible } from "./rules/deadline-without-responsible.ts";
import { declarationQuorumBeyondPeople } from "./rules/declaration-quorum-beyond-people.ts";
import { declarationTooLate } from "./rules/declaration-too-late.ts";
import { declarationWithoutDeputy } from "./rules/declaration-without-deputy.ts";
import { dependsOnOutOfScope } from "./rules/depends-on-out-of-scope.ts";
import { deputyIsHolder } from "./rules/deputy-is-holder.ts";
import { deputyWithoutTimeOut } from "./rules/deputy-without-time-out.ts";
import { emptyTeam } from "./rules/empty-team.ts";
import { evidenceInTheFuture } from "./rules/evidence-in-the-future.ts";
import { exerciseFindingWithoutOwner } from "./rules/exercise-finding-without-owner.ts";
import { exerciseNotHeld } from "./rules/exercise-not-held.ts";
import { exerciseOverdue } from "./rules/exercise-overdue.ts";
import { exposureFalls } from "./rules/exposure-falls.ts";
import { functionServedOutOfScope } from "./rules/function-served-out-of-scope.ts";
import { functionWithoutService } from "./rules/function-without-service.ts";
import { inScopeWithoutObjectives } from "./rules/in-scope-without-objectives.ts";
import { keyPersonInTwoRoles } from "./rules/key-person-in-two-roles.ts";
import { keyPersonWithoutPhone } from "./rules/key-person-without-phone.ts";
import { lastExerciseNotPassed } from "./rules/last-exercise-not-passed.ts";
import { latencyBoundBroken } from "./rules/latency-bound-broken.ts";
import { modeNeedsTwoSites } from "./rules/mode-needs-two-sites.ts";
import { monitorSlowerThanRto } from "./rules/monitor-slower-than-rto.ts";
import { mtdShorterThanServiceRto } from "./rules/mtd-shorter-than-service-rto.ts";
import { objectiveBeyondAssessment } from "./rules/objective-beyond-assessment.ts";
import { onDutyTwice } from "./rules/on-duty-twice.ts";
import { outOfScopeWithoutReason } from "./rules/out-of-scope-without-reason.ts";
import { outsideJurisdiction } from "./rules/outside-jurisdiction.ts";
import { personInNoTeam } from "./rules/person-in-no-team.ts";
import { planPartWithoutOwner } from "./rules/plan-part-without-owner.ts";
import { policyAppliesToNothing } from "./rules/policy-applies-to-nothing.ts";
import { policyNoExercise } from "./rules/policy-no-exercise.ts";
import { policyNoOfflineCopy } from "./rules/policy-no-offline-copy.ts";
import { policyRpoExceeded } from "./rules/policy-rpo-exceeded.ts";
import { policyRtoExceeded } from "./rules/policy-rto-exceeded.ts";
import { raciWithoutAccountable } from "./rules/raci-without-accountable.ts";
import { raciWithoutResponsible } from "./rules/raci-without-responsible.ts";
import { regulationWithoutCommunication } from "./rules/regulation-without-communication.ts";
import { regulationWithoutDeadline } from "./rules/regulation-without-deadline.ts";
import { replicaBelowOriginal } from "./rules/replica-below-original.ts";
import { restoreNeverVerified } from "./rules/restore-never-verified.ts";
import { restoreSlowerThanRto } from "./rules/restore-slower-than-rto.ts";
import { retentionShorterThanInterval } from "./rules/retention-shorter-than-interval.ts";
import { reviewNeverHeld } from "./rules/review-never-held.ts";
import { reviewOverdue } from "./rules/review-overdue.ts";
import { riskReviewOverdue } from "./rules/risk-review-overdue.ts";
import { riskWithoutTreatment } from "./rules/risk-without-treatment.ts";
import { roleLostInScenario } from "./rules/role-lost-in-scenario.ts";
import { roleWithoutDeputy } from "./rules/role-without-deputy.ts";
import { roleWithoutHolder } from "./rules/role-without-holder.ts";
import { rosterEnded } from "./rules/roster-ended.ts";
import { rosterPersonOutsideTeam } from "./rules/roster-person-outside-team.ts";
import { rpoShorterThanProtection } from "./rules/rpo-shorter-than-protection.ts";
import { rpoWithoutProtection } from "./rules/rpo-without-protection.ts";
import { rtoBeyondMtd } from "./rules/rto-beyond-mtd.ts";
import { rtoShorterThanDependency } from "./rules/rto-shorter-than-dependency.ts";
import { rtoWithoutRunbook } from "./rules/rto-without-runbook.ts";
import { runbookSlowerThanRto } from "./rules/runbook-slower-than-rto.ts";
import { sameVendorBehindAlternatives } from "./rules/same-vendor-behind-alternatives.ts";
import { severalAccountable } from "./rules/several-accountable.ts";
import { sharedCarrier } from "./rules/shared-carrier.ts";
import { sharedPowerFeed } from "./rules/shared-power-feed.ts";
import { signOffExpired } from "./rules/sign-off-expired.ts";
import { singleCarrier } from "./rules/single-carrier.ts";
import { singlePersonTeam } from "./rules/single-person-team.ts";
import { siteNotReachable } from "./rules/site-not-reachable.ts";
import { siteRoleMismatch } from "./rules/site-role-mismatch.ts";
import { siteTooSmall } from "./rules/site-too-small.ts";
import { stepNeedsBeyondTeam } from "./rules/step-needs-beyond-team.ts";
import { tierAboveDependency } from "./rules/tier-above-dependency.ts";
import { tooFewPeopleForParallelSteps } from "./rules/too-few-people-for-parallel-steps.ts";
import { travelLongerThanRto } from "./rules/travel-longer-than-rto.ts";
import { vendorWithoutContact } from "./rules/vendor-without-contact.ts";
import { vendorWithoutContract } from "./rules/vendor-without-contract.ts";
import { withoutOwner } from "./rules/without-owner.ts";

/** The rules about what the documents say of continuity, group by group. */
export const continuityRules: readonly Rule[] = [
  // Who answers for what.
  withoutOwner,
  emptyTeam,
  singlePersonTeam,
  personInNoTeam,
  raciWithoutAccountable,
  raciWithoutResponsible,
  severalAccountable,
  accountableForParallelSteps,
  planPartWithoutOwner,
  deputyIsHolder,
  // What is promised, and whether it can be kept.
  rtoBeyondMtd,
  rtoShorterThanDependency,
  mtdShorterThanServiceRto,
  rpoShorterThanProtection,
  rpoWithoutProtection,
  rtoWithoutRunbook,
  functionWithoutService,
  inScopeWithoutObjectives,
  restoreSlowerThanRto,
  runbookSlowerThanRto,
  objectiveBeyondAssessment,
  exposureFalls,
  policyRtoExceeded,
  policyRpoExceeded,
  policyNoOfflineCopy,
  policyNoExercise,
  policyAppliesToNothing,
  copyOntoItself,
  retentionShorterThanInterval,
  monitorSlowerThanRto,
  tierAboveDependency,
  // What is covered and what is left out.
  dependsOnOutOfScope,
  outOfScopeWithoutReason,
  functionServedOutOfScope,
  // Where things stand, and what sites share.
  copiesInOneSite,
  componentInNoSite,
  sharedPowerFeed,
  sharedCarrier,
  singleCarrier,
  outsideJurisdiction,
  latencyBoundBroken,
  modeNeedsTwoSites,
  siteRoleMismatch,
  replicaBelowOriginal,
  // What others have promised.
  contractSlowerThanRto,
  contractExpired,
  contractExpiresSoon,
  contractCapacityBelowNeed,
  sameVendorBehindAlternatives,
  vendorWithoutContract,
  vendorWithoutContact,
  contractWithoutResponseTime,
  contractNotBegun,
  // Who carries it out.
  stepNeedsBeyondTeam,
  tooFewPeopleForParallelSteps,
  keyPersonInTwoRoles,
  roleWithoutHolder,
  roleWithoutDeputy,
  roleLostInScenario,
  declarationWithoutDeputy,
  deputyWithoutTimeOut,
  declarationTooLate,
  declarationQuorumBeyondPeople,
  siteNotReachable,
  travelLongerThanRto,
  siteTooSmall,
  keyPersonWithoutPhone,
  rosterEnded,
  rosterPersonOutsideTeam,
  onDutyTwice,
  // Who is told, and how.
  audienceWithoutChannel,
  channelsOnOneProvider,
  deadlineWithoutResponsible,
  communicationWithoutApprover,
  regulationWithoutDeadline,
  regulationWithoutCommunication,
  // What time and change have made doubtful.
  reviewOverdue,
  reviewNeverHeld,
  exerciseOverdue,
  exerciseNotHeld,
  lastExerciseNotPassed,
  exerciseFindingWithoutOwner,
  changedAfterVerification,
  restoreNeverVerified,
  assumptionExpired,
  assumptionUntested,
  assumptionFalse,
  signOffExpired,
  assessmentExpired,
  contactNotConfirmed,
  riskReviewOverdue,
  evidenceInTheFuture,
  riskWithoutTreatment,
];
