export type { Detection, DetectionLevel, DetectionReason, RiskyPart } from './model/detection.ts'
