import { namesAbove, type SiteRules } from '../listing/site-rules.ts'

/** What the zone says of a name, and of everything below it: let it pass, or answer with the policy. */
export interface NameRule {
  readonly selfPasses: boolean
  readonly belowPasses: boolean
}

export const blocked: NameRule = { selfPasses: false, belowPasses: false }
const passed: NameRule = { selfPasses: true, belowPasses: true }
const passedAlone: NameRule = { selfPasses: true, belowPasses: false }

/**
 * Every name of the zone. Besides the sites of the rules these are the names between a site and one above it: in DNS a
 * wildcard does not reach below a name that exists, and `a.b.site.example` makes `b.site.example` exist (RFC 4592, 2.2).
 * Without a record of its own, that name would escape the wildcard of a listed `site.example`, and everything below it.
 */
export function* zoneNames(rules: SiteRules): Generator<readonly [string, NameRule], void> {
  const between = new Map<string, NameRule>()
  for (const name of rules.listed) {
    yield [name, blocked]
    fillAbove(rules, name, between)
  }
  for (const name of rules.exceptions.keys()) {
    yield [name, ruleOf(rules, name) ?? passed]
    fillAbove(rules, name, between)
  }
  yield* between
}

function fillAbove(rules: SiteRules, name: string, between: Map<string, NameRule>): void {
  const passedBy: string[] = []
  for (const above of namesAbove(name)) {
    const rule = ruleOf(rules, above)
    if (rule) {
      for (const filled of passedBy) between.set(filled, rule.belowPasses ? passed : blocked)
      return
    }
    passedBy.push(above)
  }
}

/** The rule of a site itself; undefined for a name that is none. */
function ruleOf(rules: SiteRules, name: string): NameRule | undefined {
  if (rules.listed.has(name)) return blocked
  const coversBelow = rules.exceptions.get(name)
  if (coversBelow === undefined) return undefined
  return coversBelow || belowPasses(rules, name) ? passed : passedAlone
}

/** Whether the nearest site above says so of everything below itself. */
function belowPasses(rules: SiteRules, name: string): boolean {
  for (const above of namesAbove(name)) {
    const rule = ruleOf(rules, above)
    if (rule) return rule.belowPasses
  }
  return false
}
