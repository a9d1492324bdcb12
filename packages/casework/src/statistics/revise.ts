import type { FigureName, Figures } from './count-figures.ts'

/** A published figure that is another one now. */
export interface RevisionRow {
  readonly figure: FigureName
  /** 1 for the first correction of a publication. */
  readonly revision: number
  readonly before: Figures[FigureName]
  readonly after: Figures[FigureName]
  readonly atMs: number
}

/** What changed since figures were published: corrections are listed openly, never made in silence. */
export function revise(
  published: Figures,
  current: Figures,
  revision: number,
  atMs: number,
): readonly RevisionRow[] {
  return figureNames(published).flatMap((figure) =>
    published[figure] === current[figure]
      ? []
      : [{ figure, revision, before: published[figure], after: current[figure], atMs }],
  )
}

function figureNames(figures: Figures): readonly FigureName[] {
  return Object.keys(figures).filter((name): name is FigureName => Object.hasOwn(figures, name))
}
