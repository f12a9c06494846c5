// By name it could not be imported at all on a Node too old to have it, which must live to say that it is too old.
import * as nodeModule from "node:module";
import { join } from "node:path";

/**
 * Lets Node keep what it compiled of this command for the next start, in the user's own cache folder: in the one for
 * everybody, which is Node's default, another user could put code. Where there is none, nothing is kept;
 * `NODE_DISABLE_COMPILE_CACHE=1` switches it off.
 */
export function keepCompiled({ XDG_CACHE_HOME, LOCALAPPDATA, HOME }: NodeJS.ProcessEnv): void {
  const own = XDG_CACHE_HOME || LOCALAPPDATA || (HOME && join(HOME, ".cache"));
  if (own) nodeModule.enableCompileCache(join(own, "charter", "compiled"));
}
