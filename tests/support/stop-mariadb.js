/** Who turns the tests' MariaDB off? Jest, once, after the last test. */
import { stopMariadb } from './start-mariadb.js'

export default () => stopMariadb()
