/** What a text is, in the order in which models keep the labels. */
export const textLabels = ['normal', 'ad', 'fraud', 'illegal', 'other'] as const
export type TextLabel = (typeof textLabels)[number]

/** `fraud` and `illegal` trade are what a text is scored for; the other labels do no harm. */
export const harmfulLabels: readonly TextLabel[] = ['fraud', 'illegal']
