/* The rules by which wars are diagnosed, as people read them. Their order is the order of explanation. */
#include "common/debrief/diagnosis.h"

const struct diagnosis_rule diagnosis_rules[CAUSE_COUNT] = {
    [CAUSE_AGGRESSION] =
        {
            .name = "aggression",
            .title = {"Aggression", "Agresión"},
            .rule =
                {"An attacker that nobody called in is greedy or has limited aims. Whoever feared it would "
                 "have been right: no security dilemma.",
                 "Un atacante al que nadie llamó es codicioso o tiene fines limitados. Quien lo temiera "
                 "habría acertado: no es un dilema de seguridad."},
        },
    [CAUSE_WEAKNESS] =
        {
            .name = "weakness",
            .title = {"Weakness invited it", "La debilidad invitó al ataque"},
            .rule = {"Such an attacker reckoned with a chance at which attack pays (war_cost and fail_cost "
                     "against gain and stake): nothing deterred it.",
                     "Ese atacante contaba con una probabilidad con la que atacar compensa (war_cost y "
                     "fail_cost frente a ganancia y botín): nada lo disuadía."},
        },
    [CAUSE_DETERRENCE_FAILURE] =
        {
            .name = "deterrence_failure",
            .title = {"Deterrence failed", "La disuasión falló"},
            .rule = {"Such an attacker struck although by its own reckoning attack did not pay.",
                     "Ese atacante atacó aunque, según sus propias cuentas, atacar no compensaba."},
        },
    [CAUSE_RIGHT_FEAR] =
        {
            .name = "right_fear",
            .title = {"Fear that was right", "Miedo acertado"},
            .rule =
                {"The attacker wants only safety, and the target is greedy or has limited aims. Nobody was "
                 "misjudged.",
                 "El atacante solo quiere seguridad, y el atacado es codicioso o tiene fines limitados. A "
                 "nadie se juzgó mal."},
        },
    [CAUSE_ANSWER] =
        {
            .name = "answer",
            .title = {"Answer to an attack", "Respuesta a un ataque"},
            .rule =
                {"Attacker and target both want only safety, and the target had attacked the attacker in "
                 "one of the two turns before: a war that goes on, not one that begins.",
                 "Atacante y atacado solo quieren seguridad, y el atacado había atacado al atacante en uno "
                 "de los dos turnos anteriores: una guerra que sigue, no una que empieza."},
            .dilemma = true,
        },
    [CAUSE_SPIRAL] =
        {
            .name = "spiral",
            .title = {"Spiral", "Espiral"},
            .rule =
                {"Attacker and target both want only safety; there was a spiral between them (three turns "
                 "or more of arms answering arms seen, suspicion not falling), and the attacker's "
                 "suspicion has not fallen since.",
                 "Atacante y atacado solo quieren seguridad; hubo una espiral entre ambos (tres turnos o "
                 "más de armas que responden a armas vistas, sin que baje la sospecha), y la sospecha del "
                 "atacante no ha bajado desde entonces."},
            .dilemma = true,
        },
    [CAUSE_BACKFIRE] =
        {
            .name = "backfire",
            .title = {"Deterrence backfired", "La disuasión fue contraproducente"},
            .rule =
                {"The attacker wants only safety; within two turns before, the target raised its arms by a "
                 "fifth or mobilised, and the attacker's suspicion of it rose.",
                 "El atacante solo quiere seguridad; en los dos turnos anteriores el atacado aumentó sus "
                 "armas en un quinto o se movilizó, y la sospecha del atacante creció."},
            .dilemma = true,
        },
    [CAUSE_PREEMPTION] =
        {
            .name = "preemption",
            .title = {"Pre-emption", "Ataque anticipatorio (preemption)"},
            .rule =
                {"The attacker wants only safety, and feared the target more than the threshold above which "
                 "striking first seems better than waiting.",
                 "El atacante solo quiere seguridad, y temía al atacado más que el umbral sobre el que "
                 "atacar primero parece mejor que esperar."},
            .dilemma = true,
        },
    [CAUSE_MISREADING] =
        {
            .name = "misreading",
            .title = {"Misreading", "Lectura errónea"},
            .rule = {"Attacker and target both want only safety, and none of answer, spiral, backfire or "
                     "pre-emption fits.",
                     "Atacante y atacado solo quieren seguridad, y no corresponde ni respuesta ni espiral ni "
                     "disuasión contraproducente ni ataque anticipatorio."},
            .dilemma = true,
        },
    [CAUSE_CHAIN] =
        {
            .name = "chain",
            .title = {"Chain of alliances", "Cadena de alianzas"},
            .rule = {"Allies were called in and came, to attack or to help.",
                     "Se llamó a aliados y acudieron, para atacar o para ayudar."},
        },
};
