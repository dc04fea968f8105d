export { LookScreen } from "./look.js";
