// Somebody else's text on its way to a screen. The server has judged it when it came, but an older server may have
// kept other words: what turns the line, cannot be seen or piles up is taken out here as well.

const MARKS_MAX = 4;
const JOINER = 0x200d;

/** Rising pairs, both ends included. */
const CONTROLS = [0x00, 0x1f, 0x7f, 0x9f, 0x2028, 0x2029, 0x202a, 0x202e, 0x2066, 0x2069];
const UNSEEN = [
  0xad, 0xad, 0x34f, 0x34f, 0x61c, 0x61c, 0x115f, 0x1160, 0x17b4, 0x17b5, 0x180b, 0x180f, 0x200b, 0x200f, 0x2060, 0x206f, 0x3164, 0x3164,
  0xfeff, 0xfeff, 0xffa0, 0xffa0, 0xfff0, 0xfffb, 0x1bca0, 0x1bca3, 0x1d173, 0x1d17a, 0xe0000, 0xe00ff, 0xe01f0, 0xe0fff,
];

function within(pairs: readonly number[], point: number): boolean {
  for (let x = 0; x < pairs.length; x += 2) if (point <= pairs[x + 1]!) return point >= pairs[x]!;
  return false;
}

function isLoneHalf(point: number): boolean {
  return point >= 0xd800 && point <= 0xdfff;
}

function clean(text: string, lineBreak: string): string {
  let marks = 0; // in a row
  let out = "";
  for (const letter of text) {
    const point = letter.codePointAt(0)!;
    if (point === JOINER) continue;
    marks = /^\p{M}$/u.test(letter) ? marks + 1 : 0;
    if (marks > MARKS_MAX) continue;
    if (letter === "\n") out += lineBreak;
    else out += within(CONTROLS, point) || within(UNSEEN, point) || isLoneHalf(point) ? "?" : letter;
  }
  return out;
}

/** For within a sentence: a name cannot begin a line of its own. */
export function harmless(text: string): string {
  return clean(text, " / ");
}

/** For a text of its own, such as a message, whose lines stay. */
export function harmlessLines(text: string): string {
  return clean(text, "\n");
}
