export { addAdministratorKey } from './administration/administrator-key.ts'
export { createChecker, type Checker } from './library/checker.ts'
export { checkMessage } from './library/check-message.ts'
export { rebuildVerdicts, type RebuildResult } from './library/rebuild-verdicts.ts'
export { startHub, type HubOptions, type HubRole, type RunningHub } from './start-hub.ts'
export { defaultHttpLimits, type HttpLimits } from './limits.ts'
export { importIntoLibrary, type LibraryPlace } from './importers/import-into-library.ts'
export {
  importList,
  type ImportProgress,
  type ImportRequest,
  type ImportSummary,
  type ListFile,
} from './importers/import-list.ts'
export type { RefusedLine } from './importers/importer.ts'
export { importers } from './importers/importers.ts'
export { openChecker, type OpenedLibrary } from './importers/open-checker.ts'
export { auditDatabase, auditExport, auditHub } from './audit/audit-log.ts'
export { addModel } from './models/add-model.ts'
export { replayModels, type ReplayedItem } from './models/replay-models.ts'
export { readModelFile } from './detection/read-model-file.ts'
export { exportLabels } from './labels/export-labels.ts'
export type { Benchmark, BenchResult } from './benchmarks/bench-result.ts'
export { benchmarks } from './benchmarks/benchmarks.ts'
