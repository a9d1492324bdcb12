/** Ids of models as sources begin with this; the rest is `name@version`. */
export const modelSourcePrefix = 'model:'

/** Name and version of the model that a source is, such as `url@1.0.0`; undefined for every other source. */
export function modelOfSource(source: string): string | undefined {
  return source.startsWith(modelSourcePrefix) ? source.slice(modelSourcePrefix.length) : undefined
}

/**
 * Whom a source speaks for: itself, but a model in all its versions is one voice. A new version that repeats what the
 * old one found is no second witness.
 */
export function voiceOfSource(source: string): string {
  if (!source.startsWith(modelSourcePrefix)) return source
  const at = source.indexOf('@')
  return at < 0 ? source : source.slice(0, at)
}
