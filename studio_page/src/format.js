export const clock = (seconds) => {
  if (!Number.isFinite(seconds)) return '–'
  const whole = Math.max(0, Math.floor(seconds))
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`
}

export const bytes = (count) => (count < 1e6 ? `${Math.ceil(count / 1e3)} kB` : `${(count / 1e6).toFixed(1)} MB`)

export const words = (name) => {
  const text = String(name).replaceAll('_', ' ')
  return text.charAt(0).toUpperCase() + text.slice(1)
}

/** What a scene looks like: its poster, or while its clip is being made the still that is animated; before that the take before. */
export const pictureOf = (scene) => (scene.is_made ? scene.poster_url : scene.preview_url ?? scene.poster_url)

const MAIN = ['canvas', 'reels', 'tiktok', 'shorts']

/** Platforms that take a film of this width over height, those that most people want first. */
export const fitting = (platforms, shape) =>
  platforms
    .filter(({ aspect }) => {
      if (!aspect) return true // a timeline takes any shape
      const [width, height = 1] = String(aspect).split('/').map(Number)
      return Math.abs((shape * height) / width - 1) < 0.02
    })
    .map((one) => ({ ...one, main: MAIN.includes(one.name) || Boolean(one.aspect && shape > 0.6) }))
    .sort((one, other) => other.main - one.main)

export const LABELS = {
  intro: '#7aa2f7', verse: '#56b6c2', chorus: '#f2789f', bridge: '#b98eff', inst: '#6fcf97',
  solo: '#f2c94c', break: '#9aa5b8', outro: '#7f8ea3',
}

export const colour = (label) => LABELS[label] ?? '#7f8ea3'
