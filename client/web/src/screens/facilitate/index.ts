export { FacilitateScreen } from "./facilitate.js";
