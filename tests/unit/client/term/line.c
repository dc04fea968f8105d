/* Whole sessions: a script goes in through a pipe or a file, sentences come out, a world is played in
 * between. */
#include "client/term/line.h"

#include "common/base/file.h"
#include "tests/unit/client/term/fake_player.h"
#include "tests/unit/client/term/session.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static int set_up(void **state)
{
    (void)state;
    fake_settings = (struct fake_settings){.turns = 3};
    return 0;
}

static void a_script_plays_to_the_end(void **state)
{
    struct session session;
    (void)state;
    session_run(&session,
                "budget fortify 2 intel 1\nbelief A 20 C 90\nexpect all 10\nseesme C 70\nbalance 110\nsay "
                "C,A we want peace\n"
                "ready\nwait\nbelief keep\nready\nwait\nready\nwait end\n");
    assert_int_equal(session.exit_status, PLAY_ENDED);
    assert_int_equal(fake_seen.readies, 3);
    assert_int_equal(fake_seen.presses, 1);
    assert_int_equal(fake_seen.last_press.to, 5);
    assert_string_equal(fake_seen.last_press.text, "we want peace");
    const char *at = session_find(session.output, "You lead Borea, state B, one of 3 states.");
    at = session_find(at, "Turn 1 of 3. You are Borea.");
    at = session_find(at, "NOT SAVED. If the turn closes now");
    at = session_find(at, "Saving your orders, then ready.");
    at = session_find(at, "READY. Your saved orders count.");
    at = session_find(at, "Turn 2 of 3.");
    at = session_find(at, "Change: You spent: civil 7, fortify 2, strike 0, intel 1.");
    at = session_find(at, "Turn 3 of 3.");
    at = session_find(at, "The world has ended after turn 3.");
    at = session_find(
        at, "You said Corvo was 90 percent likely to be greedy. It was: greedy. You leaned the right way.");
    at = session_find(at, "The record agrees with the commitment");
    assert_memory_equal(session_last_line(session.output),
                        "result: world=abababababababababababababababab turns=3 "
                        "Aldan=security_seeker/",
                        77);
    session_find(session_last_line(session.output), " Borea=security_seeker/");
    session_find(session_last_line(session.output), " Corvo=greedy/");
    session_free(&session);
}

static void the_end_of_the_input_leaves_the_seat(void **state)
{
    struct session session;
    (void)state;
    session_run(&session, "fortify 4\nsave");
    assert_int_equal(session.exit_status, PLAY_LEFT);
    assert_int_equal(fake_seen.last_orders.budget[LINE_FORTIFY], 4);
    const char *at = session_find(session.output, "SAVED at ");
    session_find(at, "The input has ended, and a private game with it. On a server your seat stays yours");
    session_free(&session);
}

static void the_null_device_is_an_input_that_has_ended(void **state)
{
    struct session session;
    (void)state;
    int fd = open("/dev/null", O_RDONLY);
    session_run_from(&session, fd, (struct play_options){0});
    (void)close(fd);
    assert_int_equal(session.exit_status, PLAY_LEFT);
    session_find(session.output, "Turn 1 of 3.");
    session_free(&session);
}

static void a_file_is_a_script(void **state)
{
    struct session session;
    char path[] = "term-script-XXXXXX";
    (void)state;
    int fd = mkstemp(path);
    assert_int_equal(write(fd, "ready\nwait\nready\nwait\nready\nwait end\n", 36), 36);
    assert_int_equal(lseek(fd, 0, SEEK_SET), 0);
    session_run_from(&session, fd, (struct play_options){0});
    (void)close(fd);
    (void)unlink(path);
    assert_int_equal(session.exit_status, PLAY_ENDED);
    session_free(&session);
}

static void a_wrong_record_is_loud(void **state)
{
    struct session session;
    (void)state;
    fake_settings.wrong_record = true;
    session_run(&session, "ready\nwait\nready\nwait\nready\nwait end\n");
    assert_int_equal(session.exit_status, PLAY_FAILED);
    session_find(session.output,
                 "THE RECORD DOES NOT AGREE WITH THE COMMITMENT. Do not trust this result. turn 2 differs");
    assert_null(strstr(session.output, "result:"));
    session_free(&session);
}

static void a_refused_record_is_no_result(void **state)
{
    struct session session;
    (void)state;
    fake_settings.refuses_record = true;
    session_run(&session, "ready\nwait\nready\nwait\nready\nwait end\n");
    assert_int_equal(session.exit_status, PLAY_FAILED);
    session_find(session.output, "The record stays secret until the world has ended.");
    assert_null(strstr(session.output, "result:"));
    session_free(&session);
}

static void a_refused_save_is_not_ready(void **state)
{
    struct session session;
    (void)state;
    fake_settings.refuses_first_save = true;
    session_run(&session, "ready\n");
    assert_int_equal(session.exit_status, PLAY_LEFT);
    assert_int_equal(fake_seen.readies, 0);
    const char *at = session_find(session.output, "The server did not take these orders.");
    at = session_find(at, "Not possible, attack: nobody can attack before turn 3. Wait until then.");
    session_find(at, "NOT SAVED.");
    session_free(&session);
}

static void a_refused_join_fails(void **state)
{
    struct session session;
    (void)state;
    fake_settings.refuses_join = true;
    session_run(&session, "ready\n");
    assert_int_equal(session.exit_status, PLAY_FAILED);
    session_find(session.output, "No exercise has that join code.");
    session_free(&session);
    session_run_from(&session, -1, (struct play_options){.player = {.code = NULL}, .is_auto = true});
    assert_int_equal(session.exit_status, PLAY_FAILED);
    session_free(&session);
}

static void a_lost_link_says_what_was_missed(void **state)
{
    struct session session;
    (void)state;
    fake_settings.loses_link = true;
    session_run(&session, "save\nwait\nready\nwait\nready\nwait end\n");
    assert_int_equal(session.exit_status, PLAY_ENDED);
    const char *at = session_find(session.output, "Connection lost. Trying again.");
    at = session_find(at, "Back. Turn 1 closed while you were away; your saved orders were used.");
    session_find(at, "Turn 2 of 3.");
    session_free(&session);
}

static void messages_cannot_steer_the_terminal(void **state)
{
    struct session session;
    (void)state;
    fake_settings.whispers = true;
    session_run(&session, "press\n");
    session_find(session.output, "Message, turn 1, from Corvo to you: hello / ?[2JSAVED at 10:00:00\n");
    session_free(&session);
}

static void the_lobby_tells_who_is_missing(void **state)
{
    struct session session;
    (void)state;
    fake_settings.lobby_clocks = 3;
    session_run(&session, "");
    const char *at =
        session_find(session.output, "You are in. 1 of 3 people are here; the game starts when all are.");
    at = session_find(at, "2 of 3");
    at = session_find(at, "3 of 3");
    session_find(at, "Turn 1 of 3.");
    session_free(&session);
}

static void leaving_gives_the_seat_away(void **state)
{
    struct session session;
    (void)state;
    session_run(&session, "leave\nleave yes\nready\n");
    assert_int_equal(session.exit_status, PLAY_LEFT);
    assert_int_equal(fake_seen.leaves, 1);
    assert_int_equal(fake_seen.readies, 0);
    const char *at = session_find(session.output, "To do it: leave yes.");
    session_find(at, "A bot has your seat.");
    session_free(&session);
}

/* A bot has the seat of somebody who is there: what is typed asks for it, and orders wait for the next turn.
 */
static void ready_asks_for_a_seat_that_a_bot_plays(void **state)
{
    struct session session;
    (void)state;
    fake_settings.bot = true;
    session_run(&session, "save\nready\nwait\nsave\nquit\n");
    assert_int_equal(fake_seen.readies, 1);
    assert_int_equal(fake_seen.saves, 1);
    const char *at = session_find(session.output, "Turn 1 of 3.");
    at = session_find(at, "A bot plays your seat this turn: you can look and write messages.");
    at = session_find(at, "To have it back from the next turn, type ready.");
    at = session_find(at, "Asking for your seat. A bot plays it until this turn is over.");
    at = session_find(at, "the seat is yours from the next turn.");
    at = session_find(at, "Turn 2 of 3.");
    session_find(at, "SAVED at ");
    session_free(&session);
}

static void quitting_waits_for_the_answer(void **state)
{
    struct session session;
    (void)state;
    session_run(&session, "save\nquit\nready\n");
    assert_int_equal(session.exit_status, PLAY_LEFT);
    assert_int_equal(fake_seen.readies, 0);
    session_find(session.output, "SAVED at ");
    session_free(&session);
}

static void time_is_told_at_ten_seconds(void **state)
{
    struct session session;
    int ends[2];
    (void)state;
    fake_settings.turn_ms = 10050;
    assert_int_equal(pipe(ends), 0);
    pid_t pid = fork(); /* holds the input open for a moment */
    if (pid == 0) {
        (void)close(ends[0]);
        (void)nanosleep(&(struct timespec){.tv_nsec = 300 * 1000 * 1000}, NULL);
        _exit(0);
    }
    (void)close(ends[1]);
    session_run_from(&session, ends[0], (struct play_options){0});
    (void)close(ends[0]);
    assert_int_equal(waitpid(pid, NULL, 0), pid);
    const char *at = session_find(session.output,
                                  "Turn 1 closes in 11 seconds, or as soon as all are ready (2 of 3 are).");
    at = session_find(at, "The turn closes in 10 seconds.");
    session_find(at, "NOT SAVED.");
    session_free(&session);
}

static void a_long_line_is_refused_whole(void **state)
{
    struct session session;
    char *script = malloc(20001 + 6);
    (void)state;
    assert_non_null(script);
    memset(script, 'x', 20000);
    strcpy(script + 20000, "\nquit\n");
    session_run(&session, script);
    free(script);
    const char *at = session_find(session.output, "That line is too long");
    assert_null(strstr(at + 1, "That line is too long"));
    assert_null(strstr(at, "There is no command"));
    session_free(&session);
}

static void a_bot_plays_and_the_person_watches(void **state)
{
    struct session session;
    (void)state;
    session_run_from(&session, -1, (struct play_options){.is_auto = true, .record_path = "term-record.txt"});
    assert_int_equal(session.exit_status, PLAY_ENDED);
    assert_int_equal(fake_seen.readies, 3);
    const char *at = session_find(session.output, "A bot gave your orders for turn 1 (revision 1).");
    at = session_find(at, "Turn 3 of 3.");
    session_find(at, "The record is in term-record.txt.");
    assert_null(strstr(session.output, "NOT SAVED"));
    assert_null(strstr(session.output, "Choose:"));
    session_find(session_last_line(session.output), "result: ");
    assert_int_equal(unlink("term-record.txt"), 0);
    session_free(&session);
}

static void the_guide_leads_to_ready(void **state)
{
    struct session session;
    (void)state;
    session_run(&session, "guide\norders\nfortify 3\nsay all we want peace\n\nC 80\n\nwait\n"
                          "guide\n\n\n\n\nwait\nguide\n\nborea\nnobody\n\n\nno\norders\n");
    const char *at = session_find(session.output, "1 of 4. How do you spend your income?");
    at = session_find(at, "Your orders for turn 1:");
    at = session_find(at, "1 of 4. How do you spend your income?");
    at = session_find(at, "Budget: civil 7, fortify 3,");
    at = session_find(at, "2 of 4. One step in diplomacy?"); /* nobody may be attacked yet */
    at = session_find(at, "2 of 4. One step in diplomacy?"); /* a message does not answer it */
    at = session_find(at, "3 of 4. How likely");
    at = session_find(at, "4 of 4. Save and be ready?");
    at = session_find(at, "Saving your orders, then ready.");
    at = session_find(at, "Turn 2 of 3.");
    at = session_find(at, "Turn 3 of 3.");
    at = session_find(at, "2 of 5. Whom do you attack?");
    at = session_find(at, "borea is you.");
    at = session_find(at, "3 of 5.");
    at = session_find(at, "5 of 5.");
    session_find(at, "Beliefs, how likely each is greedy: Corvo (C) 80 percent.");
    assert_int_equal(fake_seen.presses, 1);
    assert_int_equal(fake_seen.readies, 2);
    session_free(&session);
}

static int count_of(const char *text, const char *words)
{
    int count = 0;
    for (const char *at = strstr(text, words); at; at = strstr(at + 1, words))
        count++;
    return count;
}

static void a_script_goes_on_with_the_debrief(void **state)
{
    struct session session;
    (void)state;
    session_run(&session, "seesme C 70\nready\nwait\nready\nwait\nready\nwait end\ncard D4\nmine\n\nquit\n");
    assert_int_equal(session.exit_status, PLAY_ENDED);
    const char *at = session_find(session.output, "The world has ended after turn 3.");
    at = session_find(at, "Now the motives are open:\nAldan: security seeker");
    at = session_find(at, "The record agrees with the commitment");
    at = session_find(at, "All that was hidden may be seen now");
    at = session_find(at, "D4 - Side by side");
    at = session_find(at, "Corvo - true motive: greedy");
    at = session_find(at, "Borea - for your eyes alone");
    at = session_find(at, "- Corvo: you thought that it took you for greedy with 70\u00a0%");
    session_find(at, "D5 - Seen against true");
    assert_int_equal(count_of(session.output, "Now the motives are open:"), 1);
    assert_int_equal(count_of(session.output, "Enter: "), 0);
    assert_int_equal(count_of(session.output, "result: "), 1);
    session_find(session_last_line(session.output), "result: ");
    session_free(&session);
}

static void a_script_that_is_over_is_told_the_end(void **state)
{
    struct session session;
    (void)state;
    session_run(&session, "ready\nwait\nready\nwait\nready\nwait end\n");
    assert_int_equal(session.exit_status, PLAY_ENDED);
    session_find(session.output, "Now the motives are open:");
    assert_null(strstr(session.output, "D0 - "));
    session_find(session_last_line(session.output), "result: ");
    session_free(&session);
}

static void all_cards_can_be_asked_for_beforehand(void **state)
{
    struct session session;
    (void)state;
    session_run_from(&session, -1, (struct play_options){.is_auto = true, .debrief = true});
    assert_int_equal(session.exit_status, PLAY_ENDED);
    const char *at = session_find(session.output, "Now the motives are open:");
    for (int card = 0; card <= 8; card++) {
        char title[8] = {'\n', 'D', (char)('0' + card), ' ', '-', ' '};
        at = session_find(at, title);
    }
    at = session_find(at, "Borea - for your eyes alone");
    session_find(session_last_line(at), "result: ");
    assert_int_equal(count_of(session.output, "Now the motives are open:"), 1);
    session_free(&session);
}

static void a_debrief_that_cannot_be_made_is_no_failure(void **state)
{
    struct session session;
    (void)state;
    fake_settings.record = "nonsense";
    session_run_from(&session, -1, (struct play_options){.is_auto = true, .debrief = true});
    assert_int_equal(session.exit_status, PLAY_ENDED);
    session_find(session.output, "The debrief cannot be made from the record: ");
    session_find(session_last_line(session.output), "result: ");
    session_free(&session);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(a_script_plays_to_the_end, set_up),
        cmocka_unit_test_setup(the_end_of_the_input_leaves_the_seat, set_up),
        cmocka_unit_test_setup(the_null_device_is_an_input_that_has_ended, set_up),
        cmocka_unit_test_setup(a_file_is_a_script, set_up),
        cmocka_unit_test_setup(a_wrong_record_is_loud, set_up),
        cmocka_unit_test_setup(a_refused_record_is_no_result, set_up),
        cmocka_unit_test_setup(a_refused_save_is_not_ready, set_up),
        cmocka_unit_test_setup(a_refused_join_fails, set_up),
        cmocka_unit_test_setup(a_lost_link_says_what_was_missed, set_up),
        cmocka_unit_test_setup(messages_cannot_steer_the_terminal, set_up),
        cmocka_unit_test_setup(the_lobby_tells_who_is_missing, set_up),
        cmocka_unit_test_setup(leaving_gives_the_seat_away, set_up),
        cmocka_unit_test_setup(ready_asks_for_a_seat_that_a_bot_plays, set_up),
        cmocka_unit_test_setup(quitting_waits_for_the_answer, set_up),
        cmocka_unit_test_setup(time_is_told_at_ten_seconds, set_up),
        cmocka_unit_test_setup(a_long_line_is_refused_whole, set_up),
        cmocka_unit_test_setup(a_bot_plays_and_the_person_watches, set_up),
        cmocka_unit_test_setup(the_guide_leads_to_ready, set_up),
        cmocka_unit_test_setup(a_script_goes_on_with_the_debrief, set_up),
        cmocka_unit_test_setup(a_script_that_is_over_is_told_the_end, set_up),
        cmocka_unit_test_setup(all_cards_can_be_asked_for_beforehand, set_up),
        cmocka_unit_test_setup(a_debrief_that_cannot_be_made_is_no_failure, set_up),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
