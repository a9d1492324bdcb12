import type { OrganisationLevel } from '@wuzei/domain'

/**
 * The numbers of the law and of practice that were in force at a time. The law changed several times and will again, so
 * no definition holds a number: it names a place in here, and each entity keeps the id of the set it was made under.
 */
export interface RuleSet {
  readonly id: RuleSetId
  /** First day in force, in Shanghai; null for a set that is chosen by name only. */
  readonly effectiveFrom: string | null
  readonly report: ReportRules
  readonly stopPayment: StopPaymentRules
  readonly trace: TraceRules
  readonly freeze: FreezeRules
  readonly fundReturn: FundReturnRules
  readonly caseFiling: CaseFilingRules
  readonly number: NumberRules
  readonly url: UrlRules
  readonly sanction: SanctionRules
  readonly atm: { readonly delayHours: number; readonly waivableByPayeeConfirmation: boolean }
  readonly dissuasion: DissuasionRules
  readonly protectiveHold: ProtectiveHoldRules
  readonly appeal: AppealRules
  readonly evidence: { readonly collectorsOnSite: number }
  readonly statistics: StatisticsRules
  readonly retention: RetentionRules
  /** Which calendar says what a working day is. */
  readonly holidayCalendarId: 'CN'
}

export const ruleSetIds = ['CN-2016', 'CN-2019', 'CN-2024', 'DEMO'] as const
export type RuleSetId = (typeof ruleSetIds)[number]

export interface ReportRules {
  readonly triageMoneyMinutes: number
  readonly triageOtherHours: number
  /** A payment longer ago than this is no urgent matter any more. */
  readonly urgentWithinHours: number
  readonly urgentOrderMinutes: number
  readonly transferHours: number
  readonly victimContactHours: number
  readonly duplicateDays: number
  /** A reporter's further applications in the window go past a supervisor. */
  readonly applicationsBeforeReview: number
  readonly applicationsWindowDays: number
}

export interface StopPaymentRules {
  readonly hours: number
  readonly maxStopsPerAccount: number
  readonly approvalMinutes: number
  readonly emergencySelfIssue: boolean
  readonly ratifyMinutes: number
  readonly ackSeconds: number
  /** Waits before each repetition of an order that was not acknowledged. */
  readonly retrySeconds: readonly number[]
  readonly resultUrgentMinutes: number
  readonly resultNormalMinutes: number
  readonly warnBeforeExpiryHours: readonly number[]
  readonly caseDecisionHours: number
  readonly releaseResultMinutes: number
  readonly wrongTargetReleaseMinutes: number
  readonly appealDecisionBeforeFreezeMinutes: number
  /** A bank's time this far from our own is flagged, never corrected. */
  readonly clockSkewSeconds: number
  readonly matchTimeMinutes: number
}

export interface TraceRules {
  readonly maxDepth: number
  readonly maxFanOut: number
  readonly minEdgeFen: bigint
  readonly lookBackHours: number
  /** From this tier on only the disputed amount is stopped unless a reason is given for more. */
  readonly amountOnlyFromTier: number
  readonly queryMinutes: number
  readonly manualQueryHours: number
  /** How long money is assumed to lie in an account of a gang that was never seen before. */
  readonly assumedDwellSeconds: number
  readonly reviewHours: number
  /** A hold offered to the next banks before the money arrives ends by itself after this. */
  readonly preArmedHoldMinutes: number
  /** Hops of the gang that must have been seen before its speed counts as known. */
  readonly preArmedMinObservations: number
}

export interface FreezeRules {
  readonly months: number
  readonly complexMonths: number
  readonly approverLevelMin: OrganisationLevel
  readonly complexApproverLevel: OrganisationLevel
  readonly warnBeforeExpiryDays: readonly number[]
  readonly unrelatedReleaseDays: number
  readonly noticeDelayDays: number
  readonly resultMinutes: number
  readonly approvalMinutes: number
}

export interface FundReturnRules {
  readonly announceDays: number
  readonly bankWorkingDays: number
  readonly approverLevelMin: OrganisationLevel
  readonly officersOnSite: number
  readonly claimVerifiers: number
  readonly objectionDecisionDays: number
  readonly objectionExtensionDays: number
  /** A freeze that ends sooner than this is renewed before its money is returned. */
  readonly minFreezeDaysLeft: number
}

export interface CaseFilingRules {
  readonly refusalNoticeDays: number
  readonly reviewRequestDays: number
  readonly reviewAnswerDays: number
  readonly leadPackageWorkingDays: number
  readonly approverLevelMin: OrganisationLevel
}

export interface NumberRules {
  readonly maxCardsPerIdPerCarrier: number
  readonly receiptMinutes: number
  readonly shutdownMinutes: number
  readonly portShutdownMinutes: number
  readonly noticeDelayHours: number
  readonly recheckHours: number
  readonly resumeMinutes: number
  readonly restoreAllMinutes: number
  readonly reviewDays: number
  readonly maxBatch: number
  readonly batchSample: number
}

export interface UrlRules {
  readonly executeMinutes: number
  readonly reviewDays: number
  readonly liftMinutes: number
}

export interface SanctionRules {
  readonly nonCounterSuspendMonths: number
  readonly openBlockMonths: number
  readonly criminalOpenBlockMonths: number
  /** Longest time a person may be listed without a break; null where no rule limits it. */
  readonly maxContinuousMonths: number | null
  readonly noticeDays: number
  readonly falseHitDays: number
  /** Lowest level that may identify a person of each class. */
  readonly minLevel: Readonly<Record<SanctionClass, OrganisationLevel>>
}
export const sanctionClasses = ['administrative', 'criminal', 'organiser'] as const
export type SanctionClass = (typeof sanctionClasses)[number]

export const dissuasionTiers = ['CRITICAL', 'HIGH', 'MEDIUM', 'LOW'] as const
export type DissuasionTier = (typeof dissuasionTiers)[number]

export interface DissuasionRules {
  readonly tiers: Readonly<Record<DissuasionTier, DissuasionTierRules>>
  readonly assignSeconds: number
  readonly quietFromHour: number
  readonly quietToHour: number
  readonly mergeHours: number
  readonly followUpHours: readonly number[]
  readonly reversedWithinDays: number
  readonly callbackTokenMinutes: number
  readonly callbackTokenDigits: number
}

export interface DissuasionTierRules {
  /** Lowest score that belongs to the tier. */
  readonly fromScore: number
  readonly smsMinutes: number
  readonly robotCallMinutes: number | null
  readonly callMinutes: number | null
  readonly callAttempts: number
  readonly callEveryMinutes: number
  readonly familyAfterFailedCalls: number | null
  readonly signMinutes: number | null
  readonly visitDispatchMinutes: number | null
  readonly visitArriveMinutes: number | null
  readonly ignoresQuietHours: boolean
  readonly contactsPerDay: number | null
  /** Closes by itself after this without contact; null where it must not. */
  readonly expireHours: number | null
}

export interface ProtectiveHoldRules {
  readonly enabled: boolean
  readonly hours: number
  readonly executeMinutes: number
  readonly livingCostHours: number
}

export const appealTargets = [
  'STOP',
  'FREEZE',
  'NUMBER',
  'SANCTION',
  'LABEL',
  'PROTECTIVE_HOLD',
  'TAKEDOWN',
  'REPORT_NOT_FILED',
] as const
export type AppealTarget = (typeof appealTargets)[number]

export interface AppealRules {
  readonly completenessWorkingDays: number
  /** How well an appellant must be identified; 2 is name and document. */
  readonly identityLevelMin: number
  readonly forwardWorkingDays: number
  readonly decision: Readonly<Record<AppealTarget, Period>>
  readonly sanctionExtensionWorkingDays: number
  readonly infoRequestMaxDays: number
  /** Days in which a rejected appeal may go to the superior organ. */
  readonly furtherDays: number
  readonly liftMinutes: number
  readonly unconfirmedAlarmHours: number
  readonly ruleReviewUpheld: number
  readonly ruleReviewDays: number
}

export interface StatisticsRules {
  /** Fewer persons than this are shown as "fewer than". */
  readonly suppressBelow: number
  readonly snapshotDayOfMonth: number
  readonly countyRoundingFen: bigint
}

export interface RetentionRules {
  readonly unconvertedReportYears: number
  readonly caseYearsAfterClose: number
  readonly callRecordYears: number
  readonly callAudioDays: number
  readonly labelWithoutHitYears: number
  readonly accessLogYears: number
  readonly auditContentYears: number
}

/** A length of time as rules write it: natural days and months, working days, or plain hours. */
export type Period =
  | { readonly unit: 'seconds' | 'minutes' | 'hours'; readonly count: number }
  | { readonly unit: 'days' | 'working-days' | 'months'; readonly count: number }
