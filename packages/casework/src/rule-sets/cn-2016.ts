import type { RuleSet } from './rule-set.ts'

/**
 * China from March 2016: N86 (银发〔2016〕86号), N261, R41, T923. Tags as in the rules: F found in a page about the text,
 * M from memory, D decided here because no source gives a number. Whatever is not marked F or LAW may be wrong.
 */
export const cn2016: RuleSet = {
  id: 'CN-2016',
  effectiveFrom: '2016-03-18', // M: date of N86
  report: {
    triageMoneyMinutes: 5, // D
    triageOtherHours: 24, // D
    urgentWithinHours: 72, // D
    urgentOrderMinutes: 30, // F: local practice "30247"
    transferHours: 24, // LAW: PROC 175
    victimContactHours: 2, // D
    duplicateDays: 7, // D
    applicationsBeforeReview: 3, // D
    applicationsWindowDays: 30, // D
  },
  stopPayment: {
    hours: 48, // F: N86 II(1)2
    maxStopsPerAccount: 2, // F: 止付次数以两次为限
    approvalMinutes: 5, // D
    emergencySelfIssue: true, // D
    ratifyMinutes: 120, // D
    ackSeconds: 30, // D
    retrySeconds: [5, 15, 45], // D
    resultUrgentMinutes: 5, // D
    resultNormalMinutes: 15, // D
    warnBeforeExpiryHours: [12, 4, 1], // D
    caseDecisionHours: 24, // F: "30247"
    releaseResultMinutes: 30, // D
    wrongTargetReleaseMinutes: 30, // D
    appealDecisionBeforeFreezeMinutes: 60, // D
    clockSkewSeconds: 120, // D
    matchTimeMinutes: 10, // D
  },
  trace: {
    maxDepth: 10, // D
    maxFanOut: 200, // D
    minEdgeFen: 100_00n, // D
    lookBackHours: 24, // D: purpose limitation
    amountOnlyFromTier: 3, // D
    queryMinutes: 30, // D
    manualQueryHours: 24, // D
    assumedDwellSeconds: 300, // D: mules empty accounts in 3 to 10 minutes (NSRC 997, 2026)
    reviewHours: 24, // D
    preArmedHoldMinutes: 30, // D: three times the ten minutes in which mules empty accounts
    preArmedMinObservations: 3, // D
  },
  freeze: {
    months: 6, // LAW: PROC 243
    complexMonths: 12, // LAW: PROC 243
    approverLevelMin: 'county', // LAW: PROC 239
    complexApproverLevel: 'city', // LAW: PROC 243
    warnBeforeExpiryDays: [30, 15, 7, 1], // D
    unrelatedReleaseDays: 3, // LAW: PROC 247
    noticeDelayDays: 7, // D
    resultMinutes: 30, // D
    approvalMinutes: 60, // D
  },
  fundReturn: {
    announceDays: 30, // F: R41 8
    bankWorkingDays: 3, // F: R41 12
    approverLevelMin: 'city', // M: R41 6
    officersOnSite: 2, // F: R41 10
    claimVerifiers: 2, // M: both signatures on the form of R41 6
    objectionDecisionDays: 15, // D
    objectionExtensionDays: 15, // D
    minFreezeDaysLeft: 40, // D
  },
  caseFiling: {
    refusalNoticeDays: 3, // LAW: PROC 178
    reviewRequestDays: 7, // LAW: PROC 179
    reviewAnswerDays: 30, // LAW: PROC 179
    leadPackageWorkingDays: 7, // F: "30247"
    approverLevelMin: 'county', // LAW: PROC 178
  },
  number: {
    maxCardsPerIdPerCarrier: 5, // F: T923
    receiptMinutes: 5, // D
    shutdownMinutes: 30, // D: the text says "at once"
    portShutdownMinutes: 120, // D: 400, 95 and 1069 ports
    noticeDelayHours: 72, // D
    recheckHours: 24, // M: notice of 2021
    resumeMinutes: 30, // LAW: at once; D: technical maximum
    restoreAllMinutes: 60, // D
    reviewDays: 90, // D
    maxBatch: 5000, // D
    batchSample: 20, // D
  },
  url: { executeMinutes: 60, reviewDays: 90, liftMinutes: 30 }, // D
  sanction: {
    nonCounterSuspendMonths: 60, // M: N261
    openBlockMonths: 36, // M: N261
    criminalOpenBlockMonths: 36, // M: N261 knows one class
    maxContinuousMonths: null,
    noticeDays: 3, // D
    falseHitDays: 1, // D
    minLevel: { administrative: 'city', criminal: 'city', organiser: 'city' }, // F: city level or above
  },
  atm: { delayHours: 24, waivableByPayeeConfirmation: false }, // F: N261 II(8)
  dissuasion: {
    tiers: {
      // D, all of them: the national minutes are not public.
      CRITICAL: {
        fromScore: 0.9,
        smsMinutes: 0,
        robotCallMinutes: null,
        callMinutes: 3,
        callAttempts: 6,
        callEveryMinutes: 5,
        familyAfterFailedCalls: 2,
        signMinutes: 1,
        visitDispatchMinutes: 10,
        visitArriveMinutes: 60,
        ignoresQuietHours: true,
        contactsPerDay: null,
        expireHours: null,
      },
      HIGH: {
        fromScore: 0.7,
        smsMinutes: 5,
        robotCallMinutes: null,
        callMinutes: 15,
        callAttempts: 3,
        callEveryMinutes: 20,
        familyAfterFailedCalls: 3,
        signMinutes: 5,
        visitDispatchMinutes: 120,
        visitArriveMinutes: null,
        ignoresQuietHours: true,
        contactsPerDay: null,
        expireHours: null,
      },
      MEDIUM: {
        fromScore: 0.4,
        smsMinutes: 30,
        robotCallMinutes: 120,
        callMinutes: 720,
        callAttempts: 3,
        callEveryMinutes: 240,
        familyAfterFailedCalls: null,
        signMinutes: 60,
        visitDispatchMinutes: null,
        visitArriveMinutes: null,
        ignoresQuietHours: false,
        contactsPerDay: 3,
        expireHours: 72,
      },
      LOW: {
        fromScore: 0,
        smsMinutes: 1440,
        robotCallMinutes: null,
        callMinutes: null,
        callAttempts: 0,
        callEveryMinutes: 0,
        familyAfterFailedCalls: null,
        signMinutes: null,
        visitDispatchMinutes: null,
        visitArriveMinutes: null,
        ignoresQuietHours: false,
        contactsPerDay: 1,
        expireHours: 72,
      },
    },
    assignSeconds: 60, // D
    quietFromHour: 22, // D
    quietToHour: 7, // D
    mergeHours: 24, // D
    followUpHours: [24, 168], // D
    reversedWithinDays: 7, // D
    callbackTokenMinutes: 10, // D
    callbackTokenDigits: 6, // D
  },
  protectiveHold: { enabled: false, hours: 24, executeMinutes: 15, livingCostHours: 4 }, // D
  appeal: {
    completenessWorkingDays: 1, // D
    identityLevelMin: 2, // D
    forwardWorkingDays: 1, // D
    decision: {
      // D: no text gives them; a stop's must come before its 48 hours are over.
      STOP: { unit: 'hours', count: 24 },
      FREEZE: { unit: 'working-days', count: 10 },
      NUMBER: { unit: 'working-days', count: 2 },
      SANCTION: { unit: 'working-days', count: 10 },
      LABEL: { unit: 'working-days', count: 3 },
      PROTECTIVE_HOLD: { unit: 'hours', count: 4 },
      TAKEDOWN: { unit: 'working-days', count: 3 },
      REPORT_NOT_FILED: { unit: 'days', count: 30 },
    },
    sanctionExtensionWorkingDays: 10, // D
    infoRequestMaxDays: 15, // D
    furtherDays: 7, // D
    liftMinutes: 30, // D
    unconfirmedAlarmHours: 24, // D
    ruleReviewUpheld: 3, // D
    ruleReviewDays: 30, // D
  },
  evidence: { collectorsOnSite: 2 }, // M: two investigators collect
  statistics: { suppressBelow: 5, snapshotDayOfMonth: 5, countyRoundingFen: 10_000_00n }, // D
  retention: {
    unconvertedReportYears: 2, // D
    caseYearsAfterClose: 15, // D
    callRecordYears: 1, // D
    callAudioDays: 90, // D
    labelWithoutHitYears: 1, // D
    accessLogYears: 3, // LAW: PIPL 56 for processing logs; D for the rest
    auditContentYears: 10, // D
  },
  holidayCalendarId: 'CN',
}
