export { type MembershipMatchers, membershipMatchers } from "./testing/membership-matchers.ts";
