/** A process that a test started ends with the test, however that ends: its stdin, which nobody writes to, is closed. */
process.stdin.on('end', () => process.exit(1))
process.stdin.resume()
process.stdin.unref()
