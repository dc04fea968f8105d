export { Guard } from "./guard.js";
export { NotFound } from "./not_found.js";
