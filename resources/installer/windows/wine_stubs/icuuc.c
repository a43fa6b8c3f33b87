/* For wine 8 only: Qt6Core imports these of icuuc.dll, which every Windows since 10 1703 has. Each says « not supported ». */
#define SHARED __declspec(dllexport)
#define UNSUPPORTED 16

SHARED void *ucnv_open(const char *name, int *error) { if (error) *error = UNSUPPORTED; return 0; }
SHARED void ucnv_close(void *converter) { }
SHARED void ucnv_reset(void *converter) { }
SHARED void UCNV_FROM_U_CALLBACK_SUBSTITUTE(void) { }
SHARED void UCNV_TO_U_CALLBACK_SUBSTITUTE(void) { }
SHARED signed char ucnv_getMaxCharSize(void *converter) { return 4; }
SHARED const char *ucnv_getName(void *converter, int *error) { if (error) *error = UNSUPPORTED; return 0; }
SHARED void ucnv_getToUCallBack(void *converter, void **action, const void **context) { if (action) *action = 0; if (context) *context = 0; }
SHARED void ucnv_getFromUCallBack(void *converter, void **action, const void **context) { if (action) *action = 0; if (context) *context = 0; }
SHARED void ucnv_setToUCallBack(void) { }
SHARED void ucnv_setFromUCallBack(void) { }
SHARED void ucnv_cbToUWriteUChars(void) { }
SHARED void ucnv_cbFromUWriteUChars(void) { }
SHARED void ucnv_toUnicode(void) { }
SHARED void ucnv_fromUnicode(void) { }
SHARED int ucnv_toUCountPending(void *converter, int *error) { return 0; }
SHARED int ucnv_fromUCountPending(void *converter, int *error) { return 0; }
SHARED const char *ucnv_getStandardName(const char *name, const char *standard, int *error) { return 0; }
SHARED const char *ucnv_getAvailableName(int index) { return 0; }
SHARED int ucnv_countAvailable(void) { return 0; }
