import type { Classifier } from './classifier.ts'
import { textClassifier } from './text-classifier.ts'
import { urlClassifier } from './url-classifier.ts'

/** Every classifier, in the order of the usage. */
export const classifiers: readonly Classifier[] = [urlClassifier, textClassifier]
