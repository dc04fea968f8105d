export { DebriefScreen, WatchedDebrief } from "./debrief.js";
