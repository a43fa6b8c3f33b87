/* For wine 8 only: four functions on colour profiles that Qt6Gui imports and wine's own mscms.dll lacks. Each finds nothing. */
#define SHARED __declspec(dllexport)

SHARED int GetColorProfileFromHandle(void *profile, void *buffer, unsigned *size) { return 0; }
SHARED int CloseColorProfile(void *profile) { return 1; }
SHARED void *WcsCreateIccProfile(void *profile, unsigned options) { return 0; }
SHARED void *OpenColorProfileW(void *profile, unsigned access, unsigned share, unsigned creation) { return 0; }
