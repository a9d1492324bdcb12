export type { Detection, DetectionLevel, DetectionReason, RiskyPart } from './model/detection.ts'
export { classifyUrl } from './url/classify-url.ts'
export { loadUrlModel } from './url/url-model.ts'
export type { UrlModel } from './url/url-model.ts'
