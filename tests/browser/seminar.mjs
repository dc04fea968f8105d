// A whole seminar: who runs it, the wall, and those who play, in browsers, at terminals and as bots.

import { Facilitator } from "./facilitator.mjs";
import { Person } from "./pages.mjs";
import { DESK, PHONE } from "./support/browser.mjs";
import { terminal } from "./support/terminals.mjs";
import { Traffic } from "./support/traffic.mjs";

export const WALL = { viewport: { width: 1280, height: 720 } };
export const LECTERN = { viewport: { width: 1024, height: 768 } };
export const WORLDS = ["A", "B", "C", "D"];

/** Who comes with a browser; whoever comes first is spread over the worlds first. */
const STUDENTS = [
  ["Ann Marlowe", PHONE],
  ["Berta Ruiz", { ...PHONE, language: "es" }],
  ["Cleo Vance", { ...PHONE, theme: "dark" }],
  ["Daniel Prado", { ...PHONE, language: "es" }],
  ["Eva Holm", DESK],
  ["Finn Arce", { ...DESK, language: "es" }],
  ["Gil Osborne", DESK],
];
const TYPISTS = ["Tess-types", "Timo-types", "Tina-types", "Toni-types"];
const BOTS = 12;

export class Student extends Person {
  async shows(name, text) {
    await this.part(name).filter({ hasText: text }).first().waitFor();
  }

  async closeDialog(name) {
    await this.page.keyboard.press("Escape");
    await this.part(name).waitFor({ state: "detached" });
  }
}

export class Seminar {
  students = [];
  typists = [];
  bots = [];

  constructor(house, code) {
    this.house = house;
    this.code = code;
  }

  /** Somebody at a page, whose traffic is kept. */
  async come(kind, settings, name = "") {
    const person = await kind.come(this.house, settings);
    person.name = name;
    person.traffic = new Traffic(person.page);
    return person;
  }

  facilitator(settings) {
    return this.come(Facilitator, settings);
  }

  /** Somebody who is going to play, before the door. */
  async comer(name, settings) {
    const student = await this.come(Student, settings, name);
    student.isPhone = settings.isMobile === true;
    this.students.push(student);
    return student;
  }

  /** Through the door, and past the question where there is one whether their data may be used. */
  async student(name, settings) {
    const student = await this.comer(name, settings);
    await student.go(`/join/${this.code}`);
    await student.askToJoin(name);
    await student.part("consent-yes").or(student.part("lobby-here")).or(student.part("status")).first().waitFor();
    if ((await student.part("consent-yes").count()) > 0) await student.press("consent-yes");
    await student.inside();
    return student;
  }

  /** Somebody whose page is gone takes the seat over to another device. */
  async comesBack(gone, settings, seatCode) {
    const back = await this.come(Student, settings, gone.name);
    back.isPhone = settings.isMobile === true;
    await back.move(this.code, seatCode);
    this.students = [...this.students.filter((student) => student !== gone), back];
    await this.seated();
    return back;
  }

  async opensWall(settings = WALL) {
    this.wall = await this.come(Student, settings, "the wall"); // it plays no more than a wall does
    await this.wall.go(`/project/${this.code}`);
    await this.wall.part("qr").waitFor();
  }

  /** All but one of twenty-four. */
  async fill() {
    for (const [name, settings] of STUDENTS) await this.student(name, settings);
    const { server } = this.house;
    this.typists = TYPISTS.map((name) => Object.assign(terminal(server, this.code, name, "--plain", "--consent", "yes"), { name }));
    await Promise.all(this.typists.map((one) => one.await("You are in")));
    this.bots = Array.from({ length: BOTS }, (_, number) => terminal(server, this.code, `bot-${number}`, "--plain", "--auto", "--consent", "yes"));
    await Promise.all(this.bots.map((bot) => bot.await("You are in")));
    await this.seated();
    this.first = this.students.slice(0, 2); // who they were, whoever holds their seats later
  }

  async worlds() {
    return (await this.house.server.show(this.code)).worlds;
  }

  /** Learns from the server who sits where: the number of the world, the seat in it and its state. */
  async seated() {
    const worlds = await this.worlds();
    worlds.forEach(({ seats }, world) =>
      seats.forEach(({ persons, state }, seat) => {
        for (const one of [...this.students, ...this.typists])
          if (persons.some(({ name }) => name === one.name)) Object.assign(one, { world, seat, state });
      }));
  }

  in(...worlds) {
    return this.students.filter(({ world }) => worlds.includes(WORLDS[world]));
  }

  /** Everybody with a browser and the wall, at once. */
  async all(run) {
    await Promise.all(this.students.map(run));
  }

  async awaitTurn(turn, students = this.students) {
    await Promise.all(students.map((student) => student.awaitTurn(turn)));
  }

  /** Those at browsers press, those at terminals type, bots are ready anyway: the turn of every world closes. */
  async allReady() {
    await this.readyBut(null);
  }

  /** All but one, who plays no seat yet. */
  async readyBut(other) {
    await this.all((student) => student === other || student.ready());
    for (const typist of this.typists) typist.type("ready");
  }

  async end() {
    await Promise.all([...this.typists, ...this.bots].map((one) => one.end()));
  }
}
