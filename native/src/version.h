#ifndef AP_VERSION
#define AP_VERSION "0.1.0"
#endif
