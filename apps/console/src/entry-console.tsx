import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { Console } from './app.tsx'
import { giveStylesNonce } from './session/style-nonce.ts'
import './style.css'

const place = document.getElementById('root')
if (!place) throw new Error('the document has no place for the console')
// A browser hides the attribute from scripts; the property still tells it.
const styleNonce = document.querySelector<HTMLMetaElement>('meta[name="style-nonce"]')?.nonce ?? ''
giveStylesNonce(styleNonce)
createRoot(place).render(
  <StrictMode>
    <Console styleNonce={styleNonce} />
  </StrictMode>,
)
