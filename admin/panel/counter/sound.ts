/** What is heard at the counter: one sound for done, one for take care, one for no. The words say the same. */
import type { Tone } from './outcome.js'

const mutedAt = 'desk-counter-muted'

export function isMuted(): boolean {
  return localStorage.getItem(mutedAt) === 'yes'
}

export function setMuted(muted: boolean): void {
  localStorage.setItem(mutedAt, muted ? 'yes' : 'no')
}

/** Hertz, one after the other. */
const melodies: Readonly<Record<Tone, readonly number[]>> = {
  done: [880, 1_320],
  care: [660, 660, 660],
  refused: [220, 165],
}
const noteSeconds: Readonly<Record<Tone, number>> = { done: 0.09, care: 0.09, refused: 0.25 }

let audio: AudioContext | null = null

/** Silent where the browser has no sound, or does not let it out yet. */
export function play(tone: Tone): void {
  if (isMuted() || typeof AudioContext === 'undefined') return
  audio ??= new AudioContext()
  const { destination, currentTime } = audio
  for (const [place, hertz] of melodies[tone].entries()) {
    const note = audio.createOscillator()
    const volume = audio.createGain()
    const begins = currentTime + place * (noteSeconds[tone] + 0.04)
    note.type = tone === 'refused' ? 'square' : 'sine'
    note.frequency.value = hertz
    volume.gain.value = 0.12
    note.connect(volume).connect(destination)
    note.start(begins)
    note.stop(begins + noteSeconds[tone])
  }
}
