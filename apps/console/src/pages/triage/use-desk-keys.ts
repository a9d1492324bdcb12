import { useEffect } from 'react'

/** Single keys of a desk. They rest while somebody writes, and while a dialog is open. */
export function useDeskKeys(deeds: Readonly<Record<string, () => void>>): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return
      const { target } = event
      const isWriting =
        target instanceof HTMLElement &&
        (target.isContentEditable ||
          target.matches('textarea, select, input:not([type=radio], [type=checkbox])'))
      // The arrows of a choice are its own.
      if (target instanceof HTMLInputElement && event.key.startsWith('Arrow')) return
      if (isWriting || document.querySelector('.ant-modal-wrap:not([style*="display: none"])')) return
      // A button in focus is pressed by Enter, as everywhere.
      if (event.key === 'Enter' && target instanceof HTMLElement && /^(BUTTON|A)$/.test(target.tagName))
        return
      const deed = deeds[event.key]
      if (!deed) return
      event.preventDefault()
      deed()
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  })
}
