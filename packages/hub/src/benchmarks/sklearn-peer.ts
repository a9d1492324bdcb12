import { spawnSync } from 'node:child_process'

/** The interpreter in the path first, then the system's own, which Debian's python3-sklearn belongs to. */
const interpreters = ['python3', '/usr/bin/python3']
const limitMs = 300_000

/** What simple peers use: TF-IDF of character 2- to 5-grams and logistic regression, fitted once, then timed. */
const program = `
import json, sys, time
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
given = json.load(sys.stdin)
vectors = TfidfVectorizer(analyzer='char', ngram_range=(2, 5), sublinear_tf=True)
model = LogisticRegression(max_iter=200)
model.fit(vectors.fit_transform(given['texts']), given['labels'])
rounds = []
for _ in range(given['rounds']):
    started = time.process_time()
    model.predict_proba(vectors.transform(given['asked']))
    rounds.append(len(given['asked']) / (time.process_time() - started))
print(json.dumps(rounds))
`

/** An interpreter that has scikit-learn, or undefined. */
export function findSklearn(): string | undefined {
  return interpreters.find(
    (python) => spawnSync(python, ['-c', 'import sklearn'], { stdio: 'ignore' }).status === 0,
  )
}

/** Texts judged in a second of one core's time, round by round. */
export function timeSklearn(
  python: string,
  task: {
    readonly texts: readonly string[]
    readonly labels: readonly number[]
    readonly asked: readonly string[]
    readonly rounds: number
  },
): number[] {
  const done = spawnSync(python, ['-c', program], {
    input: JSON.stringify(task),
    encoding: 'utf8',
    timeout: limitMs,
    maxBuffer: 1024 * 1024,
    env: { ...process.env, OMP_NUM_THREADS: '1', OPENBLAS_NUM_THREADS: '1' },
  })
  if (done.status !== 0) throw new Error(`scikit-learn ended with ${done.status}: ${done.stderr}`)
  const rounds: unknown = JSON.parse(done.stdout)
  if (!Array.isArray(rounds)) throw new Error('scikit-learn gave no figures')
  return rounds.map(Number)
}
