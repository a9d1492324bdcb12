import type { zh } from './zh.ts'

export type Language = 'zh' | 'en'

/** What every language must say; Chinese is written first. */
export type Words = typeof zh
