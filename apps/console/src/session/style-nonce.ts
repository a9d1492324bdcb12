/**
 * Lets every style that a component makes carry the nonce of this page. Most are given it by Ant Design; those that
 * measure a scroll bar or stop the page behind a dialog make theirs without asking.
 */
export function giveStylesNonce(nonce: string): void {
  const create = document.createElement.bind(document)
  const createWithNonce = (name: string, options?: ElementCreationOptions): HTMLElement => {
    const element = create(name, options)
    if (element instanceof HTMLStyleElement) element.nonce = nonce
    return element
  }
  Object.defineProperty(document, 'createElement', { value: createWithNonce, configurable: true })
}
