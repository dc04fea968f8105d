#include "server/web/refusal.h"

#include "common/base/must.h"

#include <http_parser.h>
#include <stddef.h>

static const struct refusal_row rows[REFUSAL_COUNT] = {
    [REFUSAL_MALFORMED] =
        {400, false, "The request is not well-formed HTTP. Please open the address again, in a browser.",
         "La petición no es HTTP bien formado. Abra la dirección otra vez, en un navegador."},
    [REFUSAL_HOST] = {400, false, "The request must name one host. Please check the address.",
                      "La petición debe nombrar un solo servidor. Compruebe la dirección."},
    [REFUSAL_LENGTH] = {400, false, "The length of the request is not one number. Please try again.",
                        "La longitud de la petición no es un único número. Inténtelo de nuevo."},
    [REFUSAL_BODY] = {400, false, "A request for a page carries nothing else. Please open the address again.",
                      "Una petición de página no lleva nada más. Abra la dirección otra vez."},
    [REFUSAL_ORIGIN] =
        {403, false,
         "Only pages of this server may talk to it. Please open the game at this server's own address.",
         "Solo las páginas de este servidor pueden comunicarse con él. Abra el juego en la dirección "
         "propia de este servidor."},
    [REFUSAL_METRICS] =
        {403, false,
         "The server's figures are not shown to this address. The operator decides who may read them.",
         "Las cifras del servidor no se muestran a esta dirección. El operador decide quién puede leerlas."},
    [REFUSAL_NOT_FOUND] = {404, true, "There is no such page here. The game begins at the start page.",
                           "Aquí no hay ninguna página así. El juego empieza en la página de inicio."},
    [REFUSAL_METHOD] = {405, false, "This address cannot be used that way. Please open it in a browser.",
                        "Esta dirección no se puede usar así. Ábrala en un navegador."},
    [REFUSAL_LATE] = {408, false,
                      "The request took too long to arrive. Please check the connection and try again.",
                      "La petición tardó demasiado en llegar. Compruebe la conexión e inténtelo de nuevo."},
    [REFUSAL_GAP] = {409, true, "Messages before these are missing. They have to be sent again.",
                     "Faltan mensajes anteriores a estos. Hay que enviarlos de nuevo."},
    [REFUSAL_GONE] = {410, true, "This conversation has ended. Please reload the page: your seat is kept.",
                      "Esta conversación ha terminado. Vuelva a cargar la página: su puesto se conserva."},
    [REFUSAL_NO_LENGTH] = {411, false, "The request does not say how long it is. Please try again.",
                           "La petición no dice cuánto mide. Inténtelo de nuevo."},
    [REFUSAL_TOO_LARGE] = {413, false,
                           "The request is larger than this server takes. Please send less at once.",
                           "La petición es mayor de lo que acepta este servidor. Envíe menos de una vez."},
    [REFUSAL_TARGET] = {414, false, "The address is too long. Please check it, or begin at the start page.",
                        "La dirección es demasiado larga. Compruébela o empiece en la página de inicio."},
    [REFUSAL_TYPE] = {415, false, "Messages must come as application/octet-stream. Please reload the page.",
                      "Los mensajes deben llegar como application/octet-stream. Vuelva a cargar la página."},
    [REFUSAL_EXPECT] = {417, false,
                        "This server promises nothing in advance. Please send the request without Expect.",
                        "Este servidor no promete nada de antemano. Envíe la petición sin Expect."},
    [REFUSAL_UPGRADE] = {426, false,
                         "This address is for the game's pages, which talk by WebSocket version 13. Please "
                         "begin at the start page, with a browser of today.",
                         "Esta dirección es para las páginas del juego, que se comunican por WebSocket "
                         "versión 13. Empiece en la página de inicio, con un navegador actual."},
    [REFUSAL_HANDSHAKE] = {400, false,
                           "The beginning of the WebSocket was not right: its key, or its protocol "
                           "spiral.v1. Please reload the page.",
                           "El comienzo del WebSocket no era correcto: su clave o su protocolo spiral.v1. "
                           "Vuelva a cargar la página."},
    [REFUSAL_POLL] = {400, false,
                      "The request's counts or messages contradict themselves. Please reload the page.",
                      "Las cuentas o los mensajes de la petición se contradicen. Vuelva a cargar la página."},
    [REFUSAL_HEADERS] =
        {431, false,
         "The request's headers are too long or too many. Please try another browser or a private window.",
         "Las cabeceras de la petición son demasiadas o demasiado largas. Pruebe con otro navegador o "
         "con una ventana privada."},
    [REFUSAL_CODING] = {501, false,
                        "A body in a transfer coding is not taken. Please send it with its length.",
                        "No se acepta un cuerpo con codificación de transferencia. Envíelo con su longitud."},
    [REFUSAL_CROWDED] = {503, false,
                         "The server has no room for one more at the moment. Please try again in a minute.",
                         "El servidor no tiene sitio para nadie más en este momento. Inténtelo de nuevo "
                         "dentro de un minuto."},
    [REFUSAL_STOPPING] =
        {503, false, "The server is stopping. Please try again in a minute: your seat is kept.",
         "El servidor se está deteniendo. Inténtelo de nuevo dentro de un minuto: su puesto se conserva."},
    [REFUSAL_VERSION] = {505, false, "This server speaks HTTP/1.1. Please try another browser.",
                         "Este servidor habla HTTP/1.1. Pruebe con otro navegador."},
};

const struct refusal_row *refusal_row(enum refusal refusal)
{
    must(refusal > REFUSAL_NONE && refusal < REFUSAL_COUNT && rows[refusal].english != NULL);
    return &rows[refusal];
}

const char *status_phrase(int status)
{
    return http_status_str((enum http_status)status);
}
