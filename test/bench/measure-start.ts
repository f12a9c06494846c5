import type { Case } from "./bench.ts";
import { always, race } from "./race.ts";

const REPEATS = 21;

/** The command with an option that only prints, against Node with nothing to do. */
export function startCase(option: string): Case {
  const name = `start ${option}`;
  return {
    name,
    size: 0,
    what: "against node -e 0",
    measure: ({ command, scratch }) =>
      race(
        {
          name,
          size: 0,
          repeats: REPEATS,
          ours: always({ argv: [command, option], cwd: scratch }),
          floor: always({ argv: ["-e", "0"], cwd: scratch }),
        },
        scratch,
      ),
  };
}
