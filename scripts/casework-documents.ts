import {
  definitions,
  effectCatalogue,
  type ConditionalEffect,
  type Definition,
  type EffectName,
  type Transition,
} from '../packages/casework/src/index.ts'

/** Every document of docs/casework by file name, made from the definitions. */
export function caseworkDocuments(): Readonly<Record<string, string>> {
  const all = Object.values(definitions)
  return Object.fromEntries([
    ['README.md', overview(all)],
    ...all.map((definition): [string, string] => [`${definition.kind}.md`, documentOf(definition)]),
  ])
}

const origin = 'Made from `packages/casework/src/definitions` by `npm run docs:casework`.'

function overview(all: readonly Definition[]): string {
  const rows = all.map(
    ({ kind, zh, en, states, transitions }) =>
      `| [${kind}](${kind}.md) | ${zh} | ${en} | ${Object.keys(states).length} | ${new Set(transitions.map(({ event }) => event)).size} |`,
  )
  const effects = Object.entries(effectCatalogue).map(([name, { en }]) => `| \`${name}\` | ${en} |`)
  return `# Casework

What happens from a report to the money's return, one table per kind of thing. The engine
(\`packages/casework/src/engine/apply.ts\`) takes an entity and a command and gives the next version, timers and effects;
whatever a table does not list is refused. Answers of partners that come out of turn are kept and change nothing.

${origin}

| kind | 中文 | English | states | steps |
|---|---|---|---|---|
${rows.join('\n')}

## Effects

| effect | what it is |
|---|---|
${effects.join('\n')}
`
}

function documentOf(definition: Definition): string {
  const { zh, en, states, transitions } = definition
  const stateRows = Object.entries(states).map(
    ([state, names]) => `| \`${state}\` | ${names.zh} | ${names.en} | ${names.terminal ? 'end' : ''} |`,
  )
  return `# ${en} (${zh})

${origin}

\`\`\`mermaid
${diagramOf(definition)}
\`\`\`

## States

| state | 中文 | English | |
|---|---|---|---|
${stateRows.join('\n')}

## Steps

A step without a new state (=) leaves the state as it is. *Not* names earlier steps whose doer may not do this one.

| step | from | to | by | rules | timers | effects |
|---|---|---|---|---|---|---|
${transitions.map(stepRow).join('\n')}
${timerTable(definition)}`
}

function diagramOf({ states, transitions }: Definition): string {
  const lines = new Set<string>()
  for (const { event, from, to } of transitions) {
    if (from === null) lines.add(`  [*] --> ${to}: ${event}`)
    for (const state of from ?? [])
      if (to !== '=' && to !== state) lines.add(`  ${state} --> ${to}: ${event}`)
  }
  const ends = Object.entries(states).flatMap(([state, { terminal }]) =>
    terminal ? `  ${state} --> [*]` : [],
  )
  return ['stateDiagram-v2', ...lines, ...ends].join('\n')
}

function stepRow(transition: Transition): string {
  const { event, from, to, by, when, guards, notSameAs, anywhere, sets, clears, effects } = transition
  const rules = [
    ...(when === undefined ? [] : [`if ${when}`]),
    ...(guards ?? []),
    ...(notSameAs === undefined || notSameAs.length === 0 ? [] : [`not ${notSameAs.join(', ')}`]),
    ...(anywhere ? ['anywhere'] : []),
  ]
  const timers = [
    ...(sets ?? []).map((name) => `+${name}`),
    ...clearedNames(clears).map((name) => `−${name}`),
  ]
  const cells = [
    event,
    from?.join(', ') ?? '(new)',
    to,
    by.join(', '),
    rules.join('; '),
    timers.join(' '),
    (effects ?? []).map(effectText).join(', '),
  ]
  return `| ${cells.join(' | ')} |`
}

function clearedNames(clears: Transition['clears']): readonly string[] {
  return clears === 'all' ? ['all'] : (clears ?? [])
}

function effectText(effect: EffectName | ConditionalEffect): string {
  return typeof effect === 'string' ? effect : `${effect[1]} if ${effect[0]}`
}

function timerTable({ timers }: Definition): string {
  const rows = Object.entries(timers).map(
    ([name, { fires, from, before }]) =>
      `| ${name} | ${fires} | ${before ? 'before ' : ''}${from ?? 'when it is set'} |`,
  )
  return rows.length === 0
    ? ''
    : `
## Timers

How long they run stands in the rule set.

| timer | fires | counted from |
|---|---|---|
${rows.join('\n')}
`
}
