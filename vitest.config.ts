import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/{unit,features,protocol,handshake,corpora,tidy}/**/*.test.ts'],
    testTimeout: 120_000,
  },
});
