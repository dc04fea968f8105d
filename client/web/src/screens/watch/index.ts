export { WatchScreen } from "./watch.js";
