import { QRCode } from 'antd'
import { useWords } from '../session/use-preferences.ts'
import { CopyField } from './shown-once.tsx'

/** What a new authenticator app needs: a picture, and the same to be typed. */
export function AuthenticatorSetup({ totpUri }: { readonly totpUri: string }) {
  const words = useWords()
  const secret = new URL(totpUri).searchParams.get('secret') ?? ''
  return (
    <>
      <p>{words.join.scan}</p>
      <div className="qr">
        <QRCode value={totpUri} type="svg" bordered={false} color="#000" bgColor="#fff" />
      </div>
      <CopyField label={words.join.secret} value={secret} words={words.dialog} />
    </>
  )
}
