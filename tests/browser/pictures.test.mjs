// Every screen in both languages, on a phone, a tablet and a desk: to look at. The pictures lie in the build tree.

import { openHouse } from "./house.mjs";
import { everyScreen } from "./screens.mjs";
import { DESK, PHONE, TABLET } from "./support/browser.mjs";
import { screenshots } from "./support/place.mjs";

const house = openHouse({ shortened: { "ring-6": 3 } });
const SIZES = [[PHONE, "light"], [TABLET, "dark"], [DESK, "light"]];

for (const language of ["en", "es"]) {
  house.test(`pictures: ${language}`, () =>
    everyScreen(house, { ...DESK, language }, async (name, person) => {
      for (const [{ viewport }, colorScheme] of SIZES) {
        await person.page.emulateMedia({ colorScheme });
        await person.page.setViewportSize(viewport);
        await person.picture(`${language}-${viewport.width}-${name}`);
      }
    }));
}

process.on("exit", () => console.log(`# pictures: ${screenshots}`));
