/* The VST3 interfaces in C, from travesty. */
#ifndef AP_VST3_HEADERS_H
#define AP_VST3_HEADERS_H

/* Two names that travesty/view.h uses before C knows them. */
typedef struct v3_event_handler v3_event_handler;
typedef struct v3_timer_handler v3_timer_handler;

#include "travesty/audio_processor.h"
#include "travesty/component.h"
#include "travesty/edit_controller.h"
#include "travesty/factory.h"

#endif
