import type { ShareReply } from '@wuzei/contract'

/** The labels that things have unless told otherwise: those of the domain, which a test compares with these. */
export const defaultLabels: Readonly<Record<ShareReply['object'], ShareReply['label']>> = {
  'confirmed-indicator': { tlp: 'TLP:GREEN', pap: 'PAP:GREEN' },
  'case-indicator': { tlp: 'TLP:AMBER+STRICT', pap: 'PAP:AMBER' },
  'victim-list': { tlp: 'TLP:RED', pap: 'PAP:AMBER' },
  'malware-sample': { tlp: 'TLP:AMBER', pap: 'PAP:RED' },
}

const tlpOrder: readonly string[] = ['TLP:CLEAR', 'TLP:GREEN', 'TLP:AMBER', 'TLP:AMBER+STRICT', 'TLP:RED']
const papOrder: readonly string[] = ['PAP:CLEAR', 'PAP:GREEN', 'PAP:AMBER', 'PAP:RED']

/** Whether a label is freer than what is usual for such a thing. */
export function isFreer(label: ShareReply['label'], object: ShareReply['object']): boolean {
  const usual = defaultLabels[object]
  return (
    tlpOrder.indexOf(label.tlp) < tlpOrder.indexOf(usual.tlp) ||
    papOrder.indexOf(label.pap) < papOrder.indexOf(usual.pap)
  )
}
