/**
 * Begins to count the processor time of this process, in milliseconds. A bound on it holds on a machine that is busy with
 * other things too, where the time on the wall is several times as long.
 */
export function cpuTime(): () => number {
  const begun = process.cpuUsage();
  return () => {
    const { user, system } = process.cpuUsage(begun);
    return (user + system) / 1000;
  };
}
