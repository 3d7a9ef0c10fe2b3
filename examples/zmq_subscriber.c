/* Prints every event, missed or live:  cc zmq_subscriber.c -lzmq && ./a.out "$(beatreel events --address)" [LAST_ID_SEEN] */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zmq.h>

int main(int argc, char **argv) {
    char past_address[512], name[256], text[65536], *end;
    snprintf(past_address, sizeof past_address, "%s", argv[1]);
    strcpy(strstr(past_address, ".events"), ".catchup");
    void *context = zmq_ctx_new(), *live = zmq_socket(context, ZMQ_SUB), *past = zmq_socket(context, ZMQ_DEALER), *source = past;
    zmq_setsockopt(live, ZMQ_SUBSCRIBE, "", 0); /* or the beginning of a name: "scene_", 6 */
    zmq_connect(live, argv[1]);
    zmq_connect(past, past_address);
    long last = argc > 2 ? atol(argv[2]) : 0;
    zmq_send(past, text, snprintf(text, sizeof text, "%ld", last), 0);
    for (;;) {
        int length = zmq_recv(source, name, sizeof name, 0), size = zmq_recv(source, text, sizeof text - 1, 0);
        if (length <= 0) { source = live; continue; } /* the past is told */
        text[size < (int)sizeof text ? size : (int)sizeof text - 1] = 0;
        long id = (end = strstr(text, "\"id\":\"")) ? atol(end + 6) : 0;
        if (id > last) { last = id; printf("%ld %.*s %s\n", id, length, name, text); fflush(stdout); }
    }
}
