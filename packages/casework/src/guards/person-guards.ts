import type { Guard, Situation } from '../engine/situation.ts'
import { dissuasionTiers, type DissuasionTierRules } from '../rule-sets/rule-set.ts'
import { shanghaiDay, shanghaiHour } from '../time/shanghai-time.ts'
import { rankOf, refuse, unknown } from './measure-guards.ts'

/** What is asked of talking to people, holding their money, and hearing their appeals (rules §5, §7.8, §7.9). */
export const personGuards = {
  /** At night and beyond the day’s number of contacts only those in danger are rung. */
  contactAllowed({ facts, rules, nowMs, command }) {
    if (command.payload['channel'] === 'VISIT') return null
    const tier = tierRulesOf({ facts, rules })
    const { quietFromHour, quietToHour } = rules.dissuasion
    const hour = shanghaiHour(nowMs)
    if (!tier.ignoresQuietHours && (hour >= quietFromHour || hour < quietToHour))
      return refuse('QUIET_HOURS', 'not at night for this tier')
    const today = facts['contactDay'] === shanghaiDay(nowMs) ? facts['contactsToday'] : 0
    return tier.contactsPerDay !== null && typeof today === 'number' && today >= tier.contactsPerDay
      ? refuse('REJECTED_LIMIT', 'no further contact today for this tier')
      : null
  },

  /** Family or workplace hear of it only after failed calls, and from a supervisor for the highest tier. */
  familyAllowed({ facts, rules, command }) {
    if (command.payload['channel'] !== 'FAMILY') return null
    const after = tierRulesOf({ facts, rules }).familyAfterFailedCalls
    const attempts = typeof facts['attempts'] === 'number' ? facts['attempts'] : 0
    return after !== null && attempts >= after
      ? null
      : refuse('TOO_EARLY', 'others are asked only after the person could not be reached')
  },

  /** A sum counts only with proof; the smallest that can be proved (rules §5.5). */
  outcomeComplete({ facts }) {
    const isSum = facts['outcomeCode'] === 'D01'
    return isSum && (typeof facts['amountAtStakeFen'] !== 'bigint' || facts['proofKind'] === undefined)
      ? refuse('APPLICATION_INCOMPLETE', 'an amount needs its proof')
      : null
  },

  /** Who is in contact with the fraudster now was spoken to or met, or could not be reached at all. */
  criticalWasSpokenTo: ({ facts }) =>
    facts['tier'] === 'CRITICAL' && facts['wasSpokenTo'] !== true && facts['outcomeCode'] !== 'D08'
      ? refuse('TOO_EARLY', 'the person was not spoken to yet')
      : null,

  criticalNeedsSupervisor: ({ facts, command }) =>
    facts['tier'] === 'CRITICAL' && !command.actor.roles.some((role) => role.endsWith('_SUP'))
      ? refuse('SUPERVISOR_NEEDED', 'a supervisor closes this tier')
      : null,

  /** Only a human lowers a tier, by a step of its own. */
  tierNotLowered({ facts, entity }) {
    const now = dissuasionTiers.findIndex((tier) => tier === facts['tier'])
    const before = dissuasionTiers.findIndex((tier) => tier === entity?.facts['tier'])
    return now <= before ? null : refuse('TIER_LOWERED', 'this step only raises the tier')
  },

  holdEnabled: ({ rules }) =>
    rules.protectiveHold.enabled ? null : refuse('NOT_ENABLED', 'the rules in force know no protective hold'),

  /** The last resort. */
  otherWaysTried: ({ facts }) =>
    Array.isArray(facts['triedBefore']) && facts['triedBefore'].length > 0
      ? null
      : refuse('APPLICATION_INCOMPLETE', 'say what was tried before'),

  appellantIdentified: ({ facts, rules }) =>
    typeof facts['identityLevel'] === 'number' && facts['identityLevel'] >= rules.appeal.identityLevelMin
      ? null
      : refuse('APPLICATION_INCOMPLETE', `the identity is checked to level ${rules.appeal.identityLevelMin}`),

  /** A second appeal brings new facts. */
  newFactsForSecond: ({ facts, related }) =>
    related.wasAppealRejected === true && facts['newFacts'] === undefined
      ? refuse('APPLICATION_INCOMPLETE', 'a second appeal needs new facts')
      : null,

  extensionAllowed: ({ facts }) =>
    facts['targetKind'] === 'SANCTION' && facts['isExtended'] !== true
      ? null
      : refuse('REJECTED_LIMIT', 'only a sanction’s appeal is extended, once'),

  /**
   * Not who made or approved the measure. A freeze is released by the head who approved it or by a superior, because the
   * law says so (PROC 241).
   */
  deciderIndependent({ facts, related, command }) {
    if (related.measureHands === undefined) return unknown('who made and approved the measure')
    const { actor } = command
    if (facts['targetKind'] === 'FREEZE') {
      const approver = rankOf(related.measureApproverLevel ?? null)
      const decider = rankOf(actor.level)
      const isHead = actor.roles.includes('AGENCY_HEAD')
      return isHead && approver !== undefined && decider !== undefined && decider <= approver
        ? null
        : refuse('LEVEL_TOO_LOW', 'the head who approved the freeze decides, or a superior')
    }
    return related.measureHands.includes(actor.id)
      ? refuse('FOUR_EYES', 'whoever made or approved the measure does not decide on it')
      : null
  },
} as const satisfies Record<string, Guard>

/** The rules of a task's tier; of the lowest while none is known. */
export function tierRulesOf({ facts, rules }: Pick<Situation, 'facts' | 'rules'>): DissuasionTierRules {
  return rules.dissuasion.tiers[dissuasionTiers.find((tier) => tier === facts['tier']) ?? 'LOW']
}
