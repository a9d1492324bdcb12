import { assess, type VerdictState } from '@wuzei/domain'
import {
  canonicalJson,
  readAttachment,
  readEvents,
  toJsonValue,
  type Database,
  type LoggedEvent,
} from '@wuzei/store'
import {
  foldImport,
  foldReweigh,
  foldWithdrawal,
  type EvidenceImported,
  type EvidenceWithdrawn,
  type SourceReweighed,
} from './bulk/bulk-folds.ts'
import { decodeImportRows, importRowsName } from './bulk/import-row.ts'
import { decideReport } from './changes/decide-report.ts'
import { disputeIndicator } from './changes/dispute-indicator.ts'
import { pinIndicator } from './changes/pin-indicator.ts'
import { recordFindings } from './changes/record-findings.ts'
import { receiveReport } from './changes/receive-report.ts'
import { retractIndicator } from './changes/retract-indicator.ts'
import { setIdentity } from './changes/set-identity.ts'
import { setTenure } from './changes/set-tenure.ts'
import { shareChanges } from './changes/share-changes.ts'
import type { LibraryChange } from './library-change.ts'
import { assessmentInput, type EventSubject, type LibraryMemory } from './library-memory.ts'
import { absoluteBatch, decodeVerdictBatch, verdictBatchName } from './verdict-batch.ts'
import { verdictsOf } from './logged-verdicts.ts'

type Fold = (memory: LibraryMemory, event: LoggedEvent) => readonly EventSubject[]

/** Every way in which single events change the library, by the events' type. */
const folds: ReadonlyMap<string, Fold> = new Map([
  foldOf(receiveReport),
  foldOf(decideReport),
  foldOf(pinIndicator),
  foldOf(retractIndicator),
  foldOf(setTenure),
  foldOf(disputeIndicator),
  foldOf(setIdentity),
  foldOf(recordFindings),
  ...shareChanges.map(foldOf),
])

function foldOf<Payload>(change: LibraryChange<Payload>): [type: string, Fold] {
  return [
    change.type,
    (memory, event) => {
      const payload: Payload = payloadOf(event)
      change.fold(memory, payload)
      return change.subjects(payload)
    },
  ]
}

const batchSize = 500

/** A verdict that the log's evidence does not lead to. */
export interface RebuildMismatch {
  readonly seq: number
  readonly kind: string
  readonly canonical: string
  readonly logged: VerdictState | undefined
  readonly rebuilt: VerdictState
}

/** What a rebuild found. */
export interface RebuildResult {
  readonly events: number
  readonly indicators: number
  /** Verdicts that events carry and the evidence before them does not lead to; the first 100. */
  readonly mismatches: readonly RebuildMismatch[]
  readonly memory: LibraryMemory
}

const reportedMismatches = 100

/**
 * Folds the whole log in memory, evidence only, and compares every verdict it was published with — bit for bit, as
 * canonical JSON. Holds all evidence in memory: about 1 KB an indicator.
 */
export async function rebuildVerdicts(database: Database): Promise<RebuildResult> {
  const memory: LibraryMemory = new Map()
  const mismatches: RebuildMismatch[] = []
  let seq = 0
  for (;;) {
    const events = await readEvents(database.pool, seq, batchSize)
    for (const event of events) {
      const { subjects, logged } = await foldEvent(database, memory, event)
      for (const subject of subjects) {
        const indicator = memory.get(subject.key)
        if (!indicator) continue
        const rebuilt = assess(assessmentInput(indicator))
        const stated = logged.get(subject.key)
        if (stated && sameState(stated, rebuilt)) continue
        if (mismatches.length < reportedMismatches)
          mismatches.push({
            seq: event.seq,
            kind: subject.kind,
            canonical: subject.canonical,
            logged: stated,
            rebuilt,
          })
      }
      seq = event.seq
    }
    if (events.length < batchSize) return { events: seq, indicators: memory.size, mismatches, memory }
  }
}

async function foldEvent(
  database: Database,
  memory: LibraryMemory,
  event: LoggedEvent,
): Promise<{ subjects: readonly EventSubject[]; logged: ReadonlyMap<string, VerdictState> }> {
  const fold = folds.get(event.type)
  if (fold) {
    const subjects = fold(memory, event)
    return {
      subjects,
      logged: await loggedBy(database, event),
    }
  }
  if (event.type === 'evidence.imported') {
    const rows = decodeImportRows(await attachmentOf(database, event, importRowsName))
    const logged = absoluteBatch(decodeVerdictBatch(await attachmentOf(database, event, verdictBatchName)))
    const payload: EvidenceImported = payloadOf(event)
    return { subjects: foldImport(memory, payload, rows), logged }
  }
  if (event.type === 'source.reweighed') {
    const logged = absoluteBatch(decodeVerdictBatch(await attachmentOf(database, event, verdictBatchName)))
    const payload: SourceReweighed = payloadOf(event)
    return { subjects: foldReweigh(memory, payload, [...logged.keys()]), logged }
  }
  if (event.type === 'evidence.withdrawn') {
    const logged = absoluteBatch(decodeVerdictBatch(await attachmentOf(database, event, verdictBatchName)))
    const payload: EvidenceWithdrawn = payloadOf(event)
    return { subjects: foldWithdrawal(memory, payload, [...logged.keys()]), logged }
  }
  return { subjects: [], logged: new Map() }
}

/** The verdicts of a single event: in its payload, or attached when there are many. */
async function loggedBy(database: Database, event: LoggedEvent): Promise<ReadonlyMap<string, VerdictState>> {
  if (event.attachments.some((attachment) => attachment.name === verdictBatchName))
    return absoluteBatch(decodeVerdictBatch(await attachmentOf(database, event, verdictBatchName)))
  return new Map(verdictsOf(event).map((verdict) => [verdict.key, verdict.state]))
}

/** The log was written by this package, so the payload of a type has that type's form. */
function payloadOf(event: LoggedEvent): ReturnType<typeof JSON.parse> {
  return JSON.parse(JSON.stringify(event.payload))
}

async function attachmentOf(database: Database, event: LoggedEvent, name: string): Promise<Buffer> {
  const reference = event.attachments.find((attachment) => attachment.name === name)
  const bytes = reference ? await readAttachment(database.pool, reference.sha256) : null
  if (!bytes) throw new Error(`event ${event.seq} has no attachment ${name}`)
  return bytes
}

function sameState(a: VerdictState, b: VerdictState): boolean {
  return canonicalText(a) === canonicalText(b)
}

function canonicalText(state: VerdictState): string {
  return canonicalJson(toJsonValue(state))
}
