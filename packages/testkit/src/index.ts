export { reportBody, solvedReport } from './solved-report.ts'
export { startTestHub, type TestHub, type TestHubOptions } from './start-test-hub.ts'
export {
  addClient,
  addOfficer,
  addOrganisation,
  addPerson,
  pageHeaders,
  send,
  signInPerson,
  type TestPerson,
} from './members.ts'
export { oneTimeCode } from './one-time-code.ts'
