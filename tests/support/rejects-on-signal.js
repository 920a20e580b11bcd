/** A process with this in it does something on SIGUSR2 that goes wrong and that nobody catches. */
process.on('SIGUSR2', () => void Promise.reject(new Error('of this nobody thought')))
