import { sanctionClasses } from '../rule-sets/rule-set.ts'
import type { Guard } from '../engine/situation.ts'
import { isAtLeast, refuse, unknown } from './measure-guards.ts'

/** What is asked of measures against numbers, pages, persons, and of evidence (rules §3, §7.6, §7.7, §7.10). */
export const restrictionGuards = {
  evidenceNamed: ({ facts }) =>
    Array.isArray(facts['evidenceRefs']) && facts['evidenceRefs'].length > 0
      ? null
      : refuse('APPLICATION_INCOMPLETE', 'name the evidence'),

  /** A forged caller number belongs to somebody honest: it is traced, never shut (rules §3.2). */
  spoofCheckPassed({ related }) {
    if (related.isSpoofCheckPassed === undefined) return unknown('whether the number was forged')
    return related.isSpoofCheckPassed
      ? null
      : refuse('SPOOF_SUSPECTED', 'the number was probably forged; trace the call instead')
  },

  /** Whoever loses all cards keeps one for basic use. */
  oneNumberKept: ({ facts }) =>
    facts['scope'] === 'ALL_CARDS_OF_ID' && facts['keptNumber'] === undefined
      ? refuse('APPLICATION_INCOMPLETE', 'name the number that stays for basic use')
      : null,

  allCardsConfirmed: ({ facts, entity }) =>
    facts['scope'] === 'ALL_CARDS_OF_ID' && entity?.hands['confirmAllCards'] === undefined
      ? refuse('FOUR_EYES', 'a second supervisor agrees first')
      : null,

  /** Many owners share such a host: only pages on it may be blocked. */
  pageNotHost: ({ facts }) =>
    facts['isSharedHost'] === true &&
    typeof facts['target'] === 'string' &&
    !/[^/]\/[^/]/.test(facts['target'])
      ? refuse('SHARED_HOST', 'block the page, not the host that many share')
      : null,

  identificationLevel({ facts, rules, command }) {
    const sanctionClass = sanctionClasses.find((name) => name === facts['sanctionClass'])
    return sanctionClass
      ? isAtLeast(command.actor.level, rules.sanction.minLevel[sanctionClass])
      : unknown('the class of the person')
  },

  judgmentNamed: ({ facts }) =>
    facts['sanctionClass'] === 'criminal' && facts['judgmentRef'] === undefined
      ? refuse('APPLICATION_INCOMPLETE', 'name the judgment')
      : null,

  listingKnown: ({ related }) =>
    related.existingListing === undefined ? unknown('whether the person is listed already') : null,

  /** Two people collect on the spot. */
  twoCollectors: ({ facts, rules }) =>
    facts['method'] !== 'ON_SITE_EXTRACTION' ||
    (Array.isArray(facts['collectedBy']) &&
      new Set(facts['collectedBy']).size >= rules.evidence.collectorsOnSite)
      ? null
      : refuse('FOUR_EYES', `${rules.evidence.collectorsOnSite} people collect on the spot`),

  fallbackExplained: ({ facts, command }) =>
    facts['method'] === 'PRINT_OR_PHOTO' && (command.reason ?? '').trim() === ''
      ? refuse('REASON_MISSING', 'say why the original could not be kept')
      : null,

  /** Whole, and nothing deleted, changed or added (PROC 66). */
  hashUnchanged: ({ facts }) =>
    facts['verifiedSha256'] === facts['sha256']
      ? null
      : refuse('EVIDENCE_CHANGED', 'the content is not what was registered'),

  /** First correction or a reasonable explanation, then exclusion (PROC 71). */
  correctionTried: ({ facts }) =>
    facts['correction'] === undefined ? refuse('TOO_EARLY', 'first ask for correction or explanation') : null,
} as const satisfies Record<string, Guard>
