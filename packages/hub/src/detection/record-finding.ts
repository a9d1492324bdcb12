import {
  lookupCandidates,
  modelSourcePrefix,
  parseIndicator,
  type Evidence,
  type FindingLevel,
  type IndicatorKind,
  type VerdictState,
} from '@wuzei/domain'
import {
  ensureSource,
  holdModelSource,
  loadIndicators,
  lockIndicators,
  type IndicatorRow,
  type SourceRow,
  type SourceSeed,
} from '@wuzei/store'
import type { PoolClient } from 'pg'
import type { HubContext } from '../hub-context.ts'
import { recordFindings as findingsRecorded } from '../library/changes/record-findings.ts'
import { commitChange } from '../library/library-change.ts'
import { selectVerdict } from '../library/select-verdict.ts'
import { sourceSeed } from '../library/source-seeds.ts'
import { keyFromHex, namedSubject } from '../library/subject.ts'

/** What a model says against one indicator: it passed one of the model's thresholds. */
export interface Finding {
  /** `name@version` of the model, such as `url@1.0.0`. */
  readonly model: string
  readonly kind: IndicatorKind
  readonly canonical: string
  /** `suspicious`: as one harmless value in a hundred; `high`: as one in a thousand. */
  readonly level: FindingLevel
  /** Calibrated probability of fraud, 0 to 1. */
  readonly score: number
  readonly fraudType: string | null
  /**
   * What was looked at. A `value` is the same at every look, so nothing is found anew once a person has cleared it;
   * `content`, such as a page, may be new.
   */
  readonly seen: 'value' | 'content'
}

/** What brought the findings into the library; ids only. Findings of mere checks are never recorded. */
export type FindingCause = `report:${string}` | `share:${string}` | `page:${string}` | `message:${string}`

/**
 * Lets findings become evidence, in the caller's transaction of `inChangeTransaction`: one statement for each version of a
 * model and indicator, seen again at `nowMs`. Left out is what a person or a verified owner stands above, and whatever a
 * version finds whose findings were withdrawn. Returns the verdicts that now stand, by key.
 */
export async function recordFindings(
  hub: Pick<HubContext, 'index'>,
  client: PoolClient,
  findings: readonly Finding[],
  cause: FindingCause,
  nowMs: number,
): Promise<Map<bigint, VerdictState>> {
  const nowS = Math.floor(nowMs / 1000)
  const sources = await standingSources(client, findings)
  const wanted = worstOfEach(findings).filter(
    (finding) => sources.has(finding.model) && !hasVerifiedOwner(hub, finding, nowS),
  )
  if (wanted.length === 0) return new Map()
  const named = wanted.map((finding) => ({ finding, subject: namedSubject(finding.kind, finding.canonical) }))
  const keys = named.map(({ subject }) => keyFromHex(subject.key))
  await lockIndicators(
    client,
    named.map(({ subject }) => ({ ...subject, key: keyFromHex(subject.key) })),
  )
  const known = await loadIndicators(client, keys)
  const recorded = named.flatMap(({ finding, subject }) => {
    const row = known.get(keyFromHex(subject.key))
    const source = sources.get(finding.model)
    if (!source || (row && isDecided(row, finding))) return []
    return { subject, evidence: statementOf(finding, source, row, nowS), score: finding.score }
  })
  if (recorded.length === 0) return new Map()
  return await commitChange(
    client,
    findingsRecorded,
    { cause, findings: recorded },
    { actor: 'wuzei', subject: cause },
  )
}

/** Sources of the models that speak here, by model, but for versions whose findings were withdrawn. */
async function standingSources(
  client: PoolClient,
  findings: readonly Finding[],
): Promise<Map<string, SourceRow>> {
  const sources = new Map<string, SourceRow>()
  for (const model of [...new Set(findings.map((finding) => finding.model))].sort()) {
    const source = await ensureSource(client, modelSource(model))
    if ((await holdModelSource(client, source.id, model)) === 'stands') sources.set(model, source)
  }
  return sources
}

/**
 * A version of a model as a source, which learns from people's decisions. It starts as a detector that has been measured:
 * its record stands for fifty outcomes, so that one decision, which moves every finding of it, moves them little.
 */
export function modelSource(model: string): SourceSeed {
  const seed = sourceSeed(`${modelSourcePrefix}${model}`, 'detector', `Model ${model}`)
  return { ...seed, alpha: 42, beta: 8 }
}

/** One finding for each model and indicator, so that none is locked and written twice. */
function worstOfEach(findings: readonly Finding[]): Finding[] {
  const worst = new Map<string, Finding>()
  for (const finding of findings) {
    const name = `${finding.model} ${finding.kind} ${finding.canonical}`
    const other = worst.get(name)
    if (!other || finding.score > other.score) worst.set(name, finding)
  }
  return [...worst.values()]
}

/** Whether the value, or the site it belongs to, is somebody's verified own, or a person has fixed its verdict. */
function hasVerifiedOwner({ index }: Pick<HubContext, 'index'>, finding: Finding, nowS: number): boolean {
  const parsed = parseIndicator(finding.canonical, { kind: finding.kind })
  if (!parsed.ok) return true
  const selected = selectVerdict(index, lookupCandidates(parsed.indicator), nowS, new Uint32Array(2))
  return selected !== undefined && (selected.relative.identity !== null || selected.relative.pin !== null)
}

/** Whether a person has decided about exactly this indicator, in a way that this finding cannot know better. */
function isDecided({ decisions }: IndicatorRow, { seen }: Finding): boolean {
  if (decisions.pin !== null || decisions.identity !== null) return true
  if (seen === 'content') return false
  return decisions.retractedAt !== null || decisions.dispute?.state === 'upheld'
}

/** The one statement of a version about an indicator: the worse of what it said and says, seen until now. */
function statementOf(
  { level, fraudType }: Finding,
  source: SourceRow,
  row: IndicatorRow | undefined,
  nowS: number,
): Evidence {
  const before = row?.evidence.find((evidence) => evidence.source === source.id && !evidence.retracted)
  // What stood before a decision fell with it; the model begins anew.
  const fallen = Math.max(row?.decisions.retractedAt ?? 0, row?.decisions.dispute?.at ?? 0)
  const standing = before && before.lastAt > fallen ? before : undefined
  return {
    source: source.id,
    tier: source.tier,
    reliability: source.reliability,
    reporter: null,
    origin: null,
    device: null,
    text: null,
    fraudType: fraudType ?? standing?.fraudType ?? null,
    count: (standing?.count ?? 0) + 1,
    firstAt: standing?.firstAt ?? nowS,
    lastAt: Math.max(standing?.lastAt ?? 0, nowS),
    echo: false,
    retracted: false,
    finding: level === 'high' || standing?.finding === 'high' ? 'high' : 'suspicious',
  }
}
