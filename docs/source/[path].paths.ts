import { sourcePages } from "../../scripts/docs-site/source-pages.ts";

export default { paths: sourcePages };
