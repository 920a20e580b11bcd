/** How a command line reads the environment, does what it was asked for, and says what went wrong, whatever comes of it. */
import { type Config, ConfigError, readConfig } from './config.js'

/** `isForPeople`: errors of which the message is all that has to be said, besides those of the configuration. Ends with 1 then. */
export async function withConfig(
  act: (config: Config) => Promise<void>,
  isForPeople: (error: unknown) => boolean = () => false,
): Promise<void> {
  try {
    await act(readConfig())
  } catch (error) {
    if (!(error instanceof ConfigError || isForPeople(error))) throw error
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
    process.exitCode = 1
  }
}
