import { Alert, Button } from 'antd'
import { useWords } from '../session/use-preferences.ts'
import { saveAs } from './csv.ts'

/** Recovery codes, shown this once, with a file to keep them in. */
export function RecoveryCodes({ codes }: { readonly codes: readonly string[] }) {
  const words = useWords()
  const download = () =>
    saveAs('wuzei-recovery-codes.txt', new Blob([`${codes.join('\n')}\n`], { type: 'text/plain' }))
  return (
    <>
      <Alert type="warning" showIcon title={words.shownOnce.warning} description={words.join.codesText} />
      <ul className="codes">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <Button onClick={download}>{words.join.download}</Button>
    </>
  )
}
