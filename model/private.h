/* Files that other programs are to see for a while: copies for a viewer, a text for an editor. They
 * lie in the state folder, in folders of mode 0700 below one of this process. */
#ifndef MODEL_PRIVATE_H
#define MODEL_PRIVATE_H

#include "model/lib.h"

/* A fresh folder for one file, in the arena; NULL and a sentence where it can't be made. */
const char *private_folder(struct arena *a, struct err *err);

#endif
