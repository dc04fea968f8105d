#include "client/screen/sightings.h"

void sightings_add(struct sightings *sightings, const struct view *view)
{
    int turn = view->turn + 1;
    if (turn < 1 || turn > TURNS_MAX + 1)
        return;
    sightings->last = turn;
    for (int j = 0; j < view->n; j++) {
        bool hidden = j == view->me || !view->alive[j];
        sightings->at[turn][j] = (struct sighting){
            .fortify = view->est_fortify[j],
            .strike = view->est_strike[j],
            .dual = view->est_dual[j],
            .all = hidden ? (struct range){0} : estimate_range(view, j, estimate_total(view, j)),
            .assessment = view->assessment[j],
            .source = hidden            ? SIGHTING_NONE
                      : view->leaked[j] ? SIGHTING_MOLE
                      : view->opened[j] ? SIGHTING_BOOKS
                                        : SIGHTING_STAFF,
        };
    }
}
