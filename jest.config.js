/** Tests run as ES modules, transpiled by SWC, against real databases that tests/support starts. */
export default {
  testMatch: ['<rootDir>/tests/**/*.test.ts', '<rootDir>/packages/*/tests/**/*.test.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      { jsc: { target: 'es2022', parser: { syntax: 'typescript' } }, module: { type: 'es6' } },
    ],
  },
  moduleNameMapper: {
    '^kakao-i-openbuilder-sdk-types$': '<rootDir>/packages/kakao-i-openbuilder-sdk-types/src/index.ts',
    '^(\\.{1,2}/.*)\\.js$': '$1',
  },
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/packages/.*/dist/'],
  globalSetup: '<rootDir>/tests/support/start-mariadb.js',
  globalTeardown: '<rootDir>/tests/support/stop-mariadb.js',
  workerIdleMemoryLimit: '400MB',
  // above the 30 seconds that a browser waits for something to be seen, which then says what that was
  testTimeout: 90_000,
  // they wait for databases and browsers more than they reckon
  maxWorkers: 2,
}
