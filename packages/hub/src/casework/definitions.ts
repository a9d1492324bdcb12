import { definitions, type Definition, type EntityKind } from '@wuzei/casework'

/** The definition of a kind. */
export function definitionOfKind(kind: EntityKind): Definition {
  return definitions[kind]
}
