export type { Detection, DetectionLevel, DetectionReason, RiskyPart } from './model/detection.ts'
export { classifyUrl } from './url/classify-url.ts'
export { loadUrlModel } from './url/url-model.ts'
export type { UrlModel } from './url/url-model.ts'
export { classifyText } from './text/classify-text.ts'
export type { TextContext, TextDetection } from './text/classify-text.ts'
export { classifyTurns } from './text/classify-turns.ts'
export type { TurnsDetection } from './text/classify-turns.ts'
export { textLabels } from './text/text-label.ts'
export type { TextLabel } from './text/text-label.ts'
export { loadTextModel } from './text/text-model.ts'
export type { TextModel } from './text/text-model.ts'
export {
  classifyPage,
  examinePage,
  examinePageInTurns,
  judgePage,
  pageKnowledge,
} from './page/classify-page.ts'
export type {
  ExaminedPage,
  PageDetection,
  PageKnowledge,
  PageKnowledgeOptions,
} from './page/classify-page.ts'
export type { PageFingerprint } from './page/fingerprint-page.ts'
export { compareKits, isPlain } from './page/same-kit.ts'
export type { KitLikeness } from './page/same-kit.ts'
export { reasonsOfSigns } from './page/page-signs.ts'
export type { PageSign } from './page/page-signs.ts'
export { maxHtmlLength } from './page/submitted-page.ts'
export type { OfferedProgram, SubmittedPage } from './page/submitted-page.ts'
export type { SiteOwner } from './page/page-owners.ts'
