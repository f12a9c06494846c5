/** Milliseconds between two looks. */
const INTERVAL = 1000;

/** Calls `gone` once the process that started this one has ended; keeps no process alive. Gives the way to stop. */
export function watchParent(isAlive: () => boolean, gone: () => void, interval = INTERVAL): () => void {
  const timer = setInterval(() => {
    if (isAlive()) return;
    clearInterval(timer);
    gone();
  }, interval);
  timer.unref();
  return () => clearInterval(timer);
}
