/** What a text is, in the order in which models keep the labels. */
export const textLabels = ['normal', 'ad', 'fraud', 'illegal', 'other'] as const
export type TextLabel = (typeof textLabels)[number]
