import type { ShareReply } from '@wuzei/contract'
import { Tag } from 'antd'
import { useWords } from '../session/use-preferences.ts'

const colours: Readonly<Record<string, string>> = {
  'TLP:CLEAR': 'default',
  'TLP:GREEN': 'green',
  'TLP:AMBER': 'gold',
  'TLP:AMBER+STRICT': 'orange',
  'TLP:RED': 'red',
}

/** Both sharing labels: who may read it, and what may be done with it. */
export function SharingLabel({ label }: { readonly label: ShareReply['label'] }) {
  const { sharing } = useWords()
  return (
    <span className="label-tags">
      <Tag color={colours[label.tlp] ?? 'default'} title={sharing.tlpWords[label.tlp]}>
        {label.tlp}
      </Tag>
      <Tag title={sharing.papWords[label.pap]}>{label.pap}</Tag>
    </span>
  )
}
