// Words that came with their language, which may be another than the page's: a voice that reads them must know (WCAG 3.1.2).

/** Of the same words in several languages those of the reader's, or else whichever there are. */
export function textIn<T extends { language: string }>(texts: readonly T[], language: string): T | undefined {
  return texts.find((text) => text.language === language) ?? texts[0];
}

/** For `lang` of an element; nothing where its language is the page's or is not known. */
export function foreign(lang: string | undefined, page: string): string | undefined {
  return lang === page ? undefined : lang || undefined;
}
