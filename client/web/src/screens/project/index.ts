export { ProjectScreen } from "./project.js";
