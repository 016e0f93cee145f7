import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/{unit,features,protocol,handshake,corpora,tidy}/**/*.test.ts'],
    setupFiles: ['test/support/property-seed.ts', 'test/support/places.ts'],
    testTimeout: 120_000,
  },
});
