/** Traffic Light Protocol 2.0 (FIRST), from free to closed. Who may read. */
export const tlpLabels = ['TLP:CLEAR', 'TLP:GREEN', 'TLP:AMBER', 'TLP:AMBER+STRICT', 'TLP:RED'] as const
export type TlpLabel = (typeof tlpLabels)[number]

/** Permissible Actions Protocol, from free to closed. What may be done with it. */
export const papLabels = ['PAP:CLEAR', 'PAP:GREEN', 'PAP:AMBER', 'PAP:RED'] as const
export type PapLabel = (typeof papLabels)[number]

/** Both labels of one object. */
export interface SharingLabel {
  readonly tlp: TlpLabel
  readonly pap: PapLabel
}

/** The most closed label somebody may read, and the most closed one whose limits they can keep. */
export type Clearance = SharingLabel

/** Labels an object gets unless its origin says otherwise. */
export const defaultSharingLabels = {
  'report-with-personal-data': { tlp: 'TLP:RED', pap: 'PAP:RED' },
  'evidence-file': { tlp: 'TLP:RED', pap: 'PAP:RED' },
  'victim-list': { tlp: 'TLP:RED', pap: 'PAP:AMBER' },
  'case-indicator': { tlp: 'TLP:AMBER+STRICT', pap: 'PAP:AMBER' },
  'confirmed-indicator': { tlp: 'TLP:GREEN', pap: 'PAP:GREEN' },
  'malware-sample': { tlp: 'TLP:AMBER', pap: 'PAP:RED' },
  'method-description': { tlp: 'TLP:CLEAR', pap: 'PAP:CLEAR' },
  statistics: { tlp: 'TLP:CLEAR', pap: 'PAP:CLEAR' },
} as const satisfies Record<string, SharingLabel>

export type SharedObject = keyof typeof defaultSharingLabels

/** Below 0 when `a` is freer than `b`, above 0 when it is more closed, 0 when they are the same. */
export function compareTlp(a: TlpLabel, b: TlpLabel): number {
  return tlpLabels.indexOf(a) - tlpLabels.indexOf(b)
}

/** As `compareTlp`, for permitted actions. */
export function comparePap(a: PapLabel, b: PapLabel): number {
  return papLabels.indexOf(a) - papLabels.indexOf(b)
}

/** True when somebody with this clearance may be given an object with this label: neither label exceeds it. */
export function mayShare(label: SharingLabel, clearance: Clearance): boolean {
  return compareTlp(label.tlp, clearance.tlp) <= 0 && comparePap(label.pap, clearance.pap) <= 0
}

/** True when an object may be passed on under another label: that label may be more closed, never freer. */
export function mayRelabel(from: SharingLabel, to: SharingLabel): boolean {
  return compareTlp(to.tlp, from.tlp) >= 0 && comparePap(to.pap, from.pap) >= 0
}
