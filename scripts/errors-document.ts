import { errorCodes } from '../packages/domain/src/errors.ts'

/** The whole of docs/errors.md, made from the error registry. */
export function errorsDocument(): string {
  const rows = Object.entries(errorCodes).map(
    ([code, { status, title }]) => `| \`${code}\` | ${status} | ${title} |`,
  )
  return `# Errors

Every error a caller may act on. Over HTTP it arrives as \`application/problem+json\` (RFC 9457): \`status\` and \`title\`
are those below, \`code\` is the name in the first column, \`detail\` says what was wrong this time. On the command
line a bad input line is answered with the same \`code\`. Codes are never renamed or reused; act on the code, not on
the words.

Made from \`packages/domain/src/errors.ts\` by \`npm run docs:errors\`.

| code | status | meaning |
|---|---|---|
${rows.join('\n')}
`
}
