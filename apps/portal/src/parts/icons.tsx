import type { ComponentChildren } from 'preact'
import type { Level } from '../wire.ts'

/** All icons are 24 by 24, drawn with the text's colour, and say nothing to screen readers: a word stands beside. */
function Icon({ children, filled }: { children: ComponentChildren; filled?: boolean }) {
  return (
    <svg
      class="icon"
      viewBox="0 0 24 24"
      width="24"
      height="24"
      aria-hidden="true"
      focusable="false"
      fill={filled ? 'currentColor' : 'none'}
      stroke={filled ? 'none' : 'currentColor'}
      stroke-width="2"
      stroke-linecap="round"
      stroke-linejoin="round"
    >
      {children}
    </svg>
  )
}

/** The mark: a shield with the W of Wuzei cut into it. */
export function Logo() {
  return (
    <svg class="logo" viewBox="0 0 32 32" width="32" height="32" aria-hidden="true" focusable="false">
      <path class="logo-shield" d="M16 1.8 28 6v9.6c0 7-4.8 12.1-12 14.6C8.800 27.700 4 22.600 4 15.600V6z" />
      <path class="logo-letter" d="m9.400 11.200 3.200 9.600L16 13.200l3.400 7.600 3.200-9.600" />
    </svg>
  )
}

export function LevelIcon({ level }: { level: Level }) {
  return <Icon>{levelShapes[level]}</Icon>
}

const levelShapes = {
  safe: (
    <>
      <path d="M12 2.500 20 5.400v6.200c0 4.800-3.200 8.200-8 9.900-4.800-1.700-8-5.100-8-9.900V5.400z" />
      <path d="m8.500 11.800 2.500 2.500 4.500-5" />
    </>
  ),
  unknown: (
    <>
      <circle cx="12" cy="12" r="9.500" />
      <path d="M9.200 9.300a2.900 2.900 0 1 1 4.200 2.600c-.9.500-1.400 1-1.400 2" />
      <path d="M12 17.200h.01" />
    </>
  ),
  suspicious: (
    <>
      <path d="M12 3 22 20.500H2z" />
      <path d="M12 10v4.500" />
      <path d="M12 17.500h.01" />
    </>
  ),
  high: (
    <>
      <path d="M7.900 2.500h8.200l5.400 5.400v8.200l-5.400 5.400H7.900l-5.400-5.400V7.900z" />
      <path d="M12 7.500v5.500" />
      <path d="M12 16.500h.01" />
    </>
  ),
  confirmed: (
    <>
      <circle cx="12" cy="12" r="9.500" />
      <path d="m5.500 5.500 13 13" />
    </>
  ),
} satisfies Record<Level, ComponentChildren>

export const PhoneIcon = () => (
  <Icon>
    <path d="M6.500 3h3l1.700 4.600-2.200 1.600a12.500 12.500 0 0 0 5.800 5.800l1.600-2.200L21 14.500v3a3 3 0 0 1-3.200 3A15.800 15.800 0 0 1 3.500 6.200 3 3 0 0 1 6.500 3z" />
  </Icon>
)
export const ImageIcon = () => (
  <Icon>
    <path d="M3 8V5a2 2 0 0 1 2-2h3M16 3h3a2 2 0 0 1 2 2v3M21 16v3a2 2 0 0 1-2 2h-3M8 21H5a2 2 0 0 1-2-2v-3" />
    <path d="M8 8h3v3H8zM13 13h3v3h-3zM13 8h3M8 13v3" />
  </Icon>
)
export const ArrowIcon = () => (
  <Icon>
    <path d="M5 12h14M13 6l6 6-6 6" />
  </Icon>
)
export const MenuIcon = () => (
  <Icon>
    <path d="M4 7h16M4 12h16M4 17h16" />
  </Icon>
)
export const FlagIcon = () => (
  <Icon>
    <path d="M5 21V4M5 4h12l-2.500 4.500L17 13H5" />
  </Icon>
)
export const ReceiptIcon = () => (
  <Icon>
    <path d="M6 3h12v18l-3-2-3 2-3-2-3 2zM9.500 8h5M9.500 12h5" />
  </Icon>
)
export const BookIcon = () => (
  <Icon>
    <path d="M12 6.500C10 5 7 4.500 3.500 4.500v14c3.500 0 6.500.5 8.500 2 2-1.500 5-2 8.500-2v-14c-3.500 0-6.500.5-8.500 2zM12 6.500v14" />
  </Icon>
)
export const ClockIcon = () => (
  <Icon>
    <circle cx="12" cy="12" r="9" />
    <path d="M12 7v5l3.500 2" />
  </Icon>
)
export const FileIcon = () => (
  <Icon>
    <path d="M14 3H6v18h12V7zM14 3v4h4" />
  </Icon>
)
export const CheckIcon = () => (
  <Icon>
    <path d="m5 12.500 4.500 4.500L19 7.500" />
  </Icon>
)
export const CloseIcon = () => (
  <Icon>
    <path d="M6 6l12 12M18 6 6 18" />
  </Icon>
)
