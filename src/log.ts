/** One line of JSON per thing that happened. What could identify a person is not logged, and is struck out if it is. */
import { pino, type DestinationStream, type Logger, type LoggerOptions } from 'pino'
import { marksOfLine } from './trail.js'

export type Log = Logger

/** `out`: where the lines go, instead of to the process's output. */
export function openLog(level: string, out?: DestinationStream): Log {
  const options: LoggerOptions = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    // a copy: pino writes the line's own fields into it
    mixin: marksOfLine,
    serializers: { err: struckOut },
    redact: {
      paths: [
        'userKey',
        '*.userKey',
        'phone',
        '*.phone',
        'name',
        'utterance',
        '*.utterance',
        'authorization',
        '*.headers',
      ],
      censor: '[struck out]',
    },
  }
  // at once, so that a process that dies has said why; it also costs less than handing each line to a thread
  return pino(options, out ?? pino.destination({ dest: 1, sync: true }))
}

/** What went wrong and where. Databases quote values in their messages: user keys and phone numbers are struck out of them. */
function struckOut(error: unknown): Record<string, unknown> {
  const { name, message, code, errno, stack, cause } = pino.stdSerializers.err(
    error instanceof Error ? error : new Error(String(error)),
  ) as Record<string, unknown> & { stack?: string; message?: string }
  return {
    name,
    message: strikeText(message),
    code,
    errno,
    stack: strikeText(stack),
    ...(cause ? { cause: struckOut(cause) } : {}),
  }
}

/** What others wrote, without user keys and mobile numbers. */
export function strike(text: string): string {
  return text.replace(/[0-9a-f]{40,}|\b01\d[- ]?\d{3,4}[- ]?\d{4}\b/gi, '[struck out]')
}

function strikeText(text: unknown): unknown {
  return typeof text === 'string' ? strike(text) : text
}
