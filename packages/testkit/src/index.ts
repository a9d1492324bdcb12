export { reportBody, solvedReport } from './solved-report.ts'
export { startTestHub, type TestHub, type TestHubOptions } from './start-test-hub.ts'
