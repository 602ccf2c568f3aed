/* Sees to it that an engine runs: a thread beside each instance, the only one of the plug-in. However an engine ended,
 * the first instance that notices starts another. */
#ifndef AP_KEEPER_H
#define AP_KEEPER_H

#include <stdbool.h>

#include "platform.h"

typedef struct ap_keeper {
  char run_folder[AP_PATH_MAX], program[AP_PATH_MAX];
  bool settled; /* whether no start stands written down that came to nothing */
  ap_ticker *ticker;
} ap_keeper;

/* Starts an engine if none runs, and from then on whenever there is none; does nothing where it may start none.
 * [main-thread] */
void ap_keeper_begin(ap_keeper *k, const char *run_folder);
void ap_keeper_end(ap_keeper *k); /* [main-thread] */

/* One look. After each start that came to nothing the next one waits twice as long. [keeper] */
void ap_keeper_look(ap_keeper *k);

#endif
