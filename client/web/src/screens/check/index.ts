export { CheckScreen } from "./check.js";
