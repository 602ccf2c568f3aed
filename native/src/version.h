#ifndef AP_VERSION
#define AP_VERSION "0.2.0"
#endif

/* Where people find the plug-in's home page, manual and help; `make URL=...` */
#ifndef AP_URL
#define AP_URL ""
#endif
