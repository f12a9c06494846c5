/** Who and what random organizations are made of: few enough that random changes often meet. */
export const PEOPLE = ["ada", "grace", "linus", "margaret", "dennis", "barbara", "edsger", "frances", "tony", "radia"];
export const TENANTS = ["eu", "us", "apac"];
export const PROJECTS = ["wearables", "gateway", "atlas", "borealis"];
export const CUSTOM = ["responder", "scribe", "curator", "porter"];
