// The only place that speaks to the server. Every refusal becomes a Problem with a sentence for people.

const ROOT = '/api/v1'

export class Problem extends Error {
  constructor(body, status) {
    super(body.title ?? 'The server did not answer as expected')
    this.hint = body.detail ?? ''
    this.status = status
    this.code = (body.type ?? '').split(':').pop()
  }
}

async function answer(response) {
  const body = response.status === 204 ? null : await response.json().catch(() => ({}))
  if (!response.ok) throw new Problem(body ?? {}, response.status)
  return body
}

async function reach(path, options) {
  try {
    return await fetch(ROOT + path, options)
  } catch {
    throw new Problem({ title: 'The Studio’s server does not answer', detail: 'Is “beatreel studio” still running?' }, 0)
  }
}

export const get = async (path) => answer(await reach(path))

/** Send an order. Its key makes a second click, or a second try, the same order. */
export const post = async (path, body = {}, key = crypto.randomUUID()) =>
  answer(
    await reach(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': key },
      body: JSON.stringify(body),
    }),
  )

/** Upload a file with progress (0 to 1); resolves with what was found in it. */
export function upload(file, kind, onprogress = () => {}) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', `${ROOT}/uploads?kind=${kind}&name=${encodeURIComponent(file.name)}`)
    request.setRequestHeader('content-type', 'application/octet-stream')
    request.upload.onprogress = (event) => event.lengthComputable && onprogress(event.loaded / event.total)
    request.onload = () => {
      let body = {}
      try {
        body = JSON.parse(request.responseText)
      } catch {
        // a refusal without a body
      }
      if (request.status < 300) resolve(body)
      else reject(new Problem(body, request.status))
    }
    request.onerror = () =>
      reject(new Problem({ title: 'The upload was cut off', detail: 'Try again, or choose a smaller file' }, 0))
    request.send(file)
  })
}

const RECIPE = 4_000_000 // bytes; a film's recipe lies in its beginning

/** Read what a film of beatreel was made from. */
export const readRecipe = async (file) =>
  answer(
    await reach('/recipes', {
      method: 'POST',
      headers: { 'content-type': 'application/octet-stream' },
      body: file.slice(0, RECIPE),
    }),
  )

export const isFilm = (file) => file.type.startsWith('video/') || /\.(mp4|m4v|mov)$/i.test(file.name)

const EVENTS = [
  'audio_validated', 'audio_rejected', 'beats_detected', 'storyboard_planned', 'still_previewed', 'still_painted',
  'scene_generated', 'storyboard_edited', 'master_rendered', 'exported', 'job_completed', 'job_failed', 'progress',
]

/** Follow a job's events; returns a function that ends it. The browser reconnects and resumes by itself. */
export function follow(job, onevent) {
  const source = new EventSource(`${ROOT}/events?job=${job}`)
  for (const name of EVENTS) source.addEventListener(name, (event) => onevent(name, JSON.parse(event.data)))
  source.addEventListener('hello', () => onevent('hello', {}))
  source.onerror = () => onevent(source.readyState === EventSource.CLOSED ? 'lost' : 'away', {})
  return () => source.close()
}
