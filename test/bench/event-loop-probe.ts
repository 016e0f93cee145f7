// Preloaded into the server that is measured: how long its event loop was held at a time, in time of the processor and
// of the clock. On a busy machine the clock's says how long others had the processor too.

import { performance } from 'node:perf_hooks';

const everyMilliseconds = 2;

let cpu = process.threadCpuUsage();
let at = performance.now();
let longestCpu = 0;
let longestWall = 0;

setInterval(() => {
  const now = process.threadCpuUsage();
  const used = (now.user + now.system - cpu.user - cpu.system) / 1000;
  const passed = performance.now() - at;
  longestCpu = Math.max(longestCpu, used);
  longestWall = Math.max(longestWall, passed);
  cpu = now;
  at = performance.now();
}, everyMilliseconds).unref();

process.on('message', () => {
  const { rss, heapUsed } = process.memoryUsage();
  const { user, system } = process.cpuUsage();
  const thread = process.threadCpuUsage();
  const threadCpu = (thread.user + thread.system) / 1000;
  process.send?.({ longestCpu, longestWall, rss, heapUsed, cpu: (user + system) / 1000, threadCpu });
  longestCpu = 0;
  longestWall = 0;
});
// The channel to the bench keeps no process alive.
process.channel?.unref();
