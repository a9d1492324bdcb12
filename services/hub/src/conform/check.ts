import type { ConformanceHub } from './conformance-hub.ts'

/** One thing a member has to do, tried out. */
export interface Check {
  readonly name: string
  /** What docs/orders.md says about it. */
  readonly rule: string
  /** Resolves when the member did it; throws a {@link CheckFailure} when it did something else. */
  run(hub: ConformanceHub): Promise<void>
}

/** What a check came to. */
export interface CheckResult {
  readonly name: string
  readonly passed: boolean
  readonly rule: string
  /** What was seen instead; empty where it passed. */
  readonly why: string
}

/** The member did something else than the protocol says. */
export class CheckFailure extends Error {}

/** Fails the check unless it holds. */
export function need(holds: boolean, why: string): asserts holds {
  if (!holds) throw new CheckFailure(why)
}

/** Fails the check unless what was seen is what is due. */
export function needSame(what: string, seen: unknown, due: unknown): void {
  const [left, right] = [JSON.stringify(seen), JSON.stringify(due)]
  need(left === right, `${what} is ${left}, not ${right}`)
}

/** Runs checks one after the other: they share the member's books. */
export async function runChecks(
  checks: readonly Check[],
  hub: ConformanceHub,
  onResult: (result: CheckResult) => void = () => undefined,
): Promise<readonly CheckResult[]> {
  const results: CheckResult[] = []
  for (const check of checks) {
    const why = await check.run(hub).then(
      () => '',
      (error: unknown) => {
        if (error instanceof CheckFailure) return error.message
        // The member could not be reached, or answered something that no rule foresees: as bad as a wrong answer.
        return error instanceof Error ? `${error.name}: ${error.message}` : String(error)
      },
    )
    const result = { name: check.name, passed: why === '', rule: check.rule, why }
    results.push(result)
    onResult(result)
  }
  return results
}
