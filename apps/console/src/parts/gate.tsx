import { Button } from 'antd'
import { usePreferences, useWords } from '../session/use-preferences.ts'

/** A page before anybody is signed in: one column, with the language within reach. */
export function Gate({
  title,
  isWide = false,
  children,
}: {
  readonly title: string
  readonly isWide?: boolean
  readonly children: React.ReactNode
}) {
  const { brand, frame } = useWords()
  const { language, set } = usePreferences()
  return (
    <main className={isWide ? 'gate wide' : 'gate'}>
      <div className="gate-top">
        <strong>
          {brand.name} {brand.console}
        </strong>
        <Button
          lang={language === 'zh' ? 'en' : 'zh-CN'}
          onClick={() => set({ language: language === 'zh' ? 'en' : 'zh' })}
        >
          {frame.language}
        </Button>
      </div>
      <h1>{title}</h1>
      {children}
    </main>
  )
}
