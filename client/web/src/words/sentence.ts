// A sentence with its places filled, as the catalogues write them (config/locale/README.md).

import type { Slots } from "./api.js";
import { harmless } from "./harmless.js";

const PLACE = /\{([^{}]*)\}/g;

export function fill(sentence: string, slots: Slots = {}): string {
  return sentence.replace(PLACE, (whole, inside: string) => {
    const [, name = "", one, other] = /^([^:]*)(?::([^|]*)\|(.*))?$/.exec(inside) ?? [];
    if (!Object.prototype.hasOwnProperty.call(slots, name)) return whole;
    const value = slots[name]!;
    if (one !== undefined) return value === 1 ? one : (other ?? "");
    return typeof value === "string" ? harmless(value) : String(value);
  });
}
