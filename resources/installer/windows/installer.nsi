; The installer of LitigeDesk for one user: no administrator rights, in French, silent with /S (and /D=folder, last).
; Exit status: 0 done, 1 given up by the user, 2 stopped, 3 the program is running, 4 not this Windows or not this folder,
; 5 a newer version is there.
; Defined by windows/__init__.py: VERSION, NUMBERS (four numbers), SOURCE (the program's folder), OUTPUT, ICON, SIDE.

Unicode true
!ifdef TARGET
  Target ${TARGET} ; wine has no 32-bit half here; NSIS for Windows makes 32-bit installers, which run everywhere
!endif
!include "MUI2.nsh"
!include "FileFunc.nsh"
!include "WinVer.nsh"
!include "WordFunc.nsh"
!include "x64.nsh"

!define APP "LitigeDesk"
!define EXE "litigedesk.exe"
!define COMMANDS "litigedesk-cli.exe"
!define UNINSTALLER "desinstaller.exe"
!define UNINSTALL_KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\${APP}"
!define CLASSES "Software\Classes"
!define KIND "LitigeDesk.dossier"

Name "${APP}"
OutFile "${OUTPUT}"
InstallDir "$LOCALAPPDATA\Programs\${APP}"
InstallDirRegKey HKCU "${UNINSTALL_KEY}" "InstallLocation"
RequestExecutionLevel user
ManifestDPIAware true
SetCompressor /SOLID lzma
SetCompressorDictSize 64
BrandingText "${APP} ${VERSION}"
VIProductVersion "${NUMBERS}"
VIAddVersionKey /LANG=1036 "ProductName" "${APP}"
VIAddVersionKey /LANG=1036 "ProductVersion" "${VERSION}"
VIAddVersionKey /LANG=1036 "FileVersion" "${VERSION}"
VIAddVersionKey /LANG=1036 "FileDescription" "Installation de ${APP}"
VIAddVersionKey /LANG=1036 "LegalCopyright" "GPL-3.0-or-later"

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_WELCOMEFINISHPAGE_BITMAP "${SIDE}"
!define MUI_UNWELCOMEFINISHPAGE_BITMAP "${SIDE}"
!define MUI_ABORTWARNING
!define MUI_WELCOMEPAGE_TITLE "Installer ${APP} ${VERSION}"
!define MUI_WELCOMEPAGE_TEXT "${APP} s’installe pour vous seul : aucun droit d’administrateur n’est demandé.$\r$\n$\r$\nIl travaille hors ligne et n’envoie rien. Si une version plus ancienne est là, elle est remplacée ; vos données ne sont pas touchées.$\r$\n$\r$\nFermez ${APP} s’il est ouvert, puis cliquez sur Suivant."
!define MUI_COMPONENTSPAGE_NODESC
!define MUI_DIRECTORYPAGE_TEXT_TOP "Le programme sera mis dans ce dossier. Vos données, elles, vont ailleurs : dans le dossier que ${APP} vous proposera à son premier démarrage."
!define MUI_FINISHPAGE_TITLE "${APP} est installé"
!define MUI_FINISHPAGE_TEXT "Vous le trouverez dans le menu Démarrer. Un dossier reçu (.litige) s’ouvre d’un double-clic."
!define MUI_FINISHPAGE_RUN "$INSTDIR\${EXE}"
!define MUI_FINISHPAGE_RUN_TEXT "Ouvrir ${APP} maintenant"
!define MUI_UNCONFIRMPAGE_TEXT_TOP "Le programme va être retiré de cet ordinateur. Vos données restent : litiges, factures, courriers et sauvegardes ne sont pas supprimés."
!define MUI_UNFINISHPAGE_NOAUTOCLOSE
!define MUI_FINISHPAGE_NOAUTOCLOSE

!insertmacro MUI_PAGE_WELCOME
!insertmacro MUI_PAGE_COMPONENTS
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!define MUI_FINISHPAGE_TITLE "${APP} est retiré"
!define MUI_FINISHPAGE_TEXT "Vos données sont restées. Si vous n’avez pas choisi un autre dossier, elles sont dans :$\r$\n$\r$\n$LOCALAPPDATA\${APP}$\r$\n$\r$\nRéinstaller ${APP} les rouvre ; supprimer ce dossier les efface pour toujours."
!insertmacro MUI_UNPAGE_FINISH
!insertmacro MUI_LANGUAGE "French"

; ---- what both ask ----------------------------------------------------------------------------------------------------
!macro Refuse STATUS TEXT
  MessageBox MB_OK|MB_ICONEXCLAMATION "${TEXT}" /SD IDOK
  SetErrorLevel ${STATUS}
  Quit
!macroend

; Windows lends a running program to nobody who would write in it: that is how it is known to be running.
!macro WaitUntilClosed UN
Function ${UN}WaitUntilClosed
  again:
  IfFileExists "$INSTDIR\${EXE}" 0 closed
  ClearErrors
  FileOpen $0 "$INSTDIR\${EXE}" a
  IfErrors 0 free
  MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "${APP} est ouvert. Fermez sa fenêtre (ce que vous avez saisi est gardé), puis cliquez sur Réessayer." /SD IDCANCEL IDRETRY again
  SetErrorLevel 3
  Quit
  free:
  FileClose $0
  closed:
FunctionEnd
!macroend
!insertmacro WaitUntilClosed ""
!insertmacro WaitUntilClosed "un."

; A folder of data is never taken for the program's own.
!macro IsDataFolder JUMP
  StrCmp $INSTDIR "$LOCALAPPDATA\${APP}" ${JUMP}
  StrCmp $INSTDIR "$LOCALAPPDATA\${APP}\" ${JUMP}
  IfFileExists "$INSTDIR\litigedesk.sqlite" ${JUMP}
!macroend

; ---- installing -------------------------------------------------------------------------------------------------------
Section "${APP}" Program
  SectionIn RO
  Call WaitUntilClosed
  SetOutPath "$INSTDIR"
  RMDir /r "$INSTDIR\_internal" ; nothing of an older version stays beside the new one
  File /r "${SOURCE}\*"
  CreateShortcut "$SMPROGRAMS\${APP}.lnk" "$INSTDIR\${EXE}" "" "" 0 SW_SHOWNORMAL "" "Litiges, courriers et délais"
  WriteUninstaller "$INSTDIR\${UNINSTALLER}"

  WriteRegStr HKCU "${CLASSES}\${KIND}" "" "Dossier LitigeDesk"
  WriteRegStr HKCU "${CLASSES}\${KIND}\DefaultIcon" "" '"$INSTDIR\${EXE}",0'
  WriteRegStr HKCU "${CLASSES}\${KIND}\shell\open\command" "" '"$INSTDIR\${EXE}" "%1"'
  WriteRegStr HKCU "${CLASSES}\.litige" "" "${KIND}"
  WriteRegStr HKCU "${CLASSES}\.litige\OpenWithProgids" "${KIND}" ""
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'

  WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayName" "${APP}"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "Publisher" "${APP}"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayIcon" "$INSTDIR\${EXE}"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "UninstallString" '"$INSTDIR\${UNINSTALLER}"'
  WriteRegStr HKCU "${UNINSTALL_KEY}" "QuietUninstallString" '"$INSTDIR\${UNINSTALLER}" /S'
  WriteRegDWORD HKCU "${UNINSTALL_KEY}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL_KEY}" "NoRepair" 1
  ${GetSize} "$INSTDIR" "/S=0K" $0 $1 $2
  WriteRegDWORD HKCU "${UNINSTALL_KEY}" "EstimatedSize" $0
SectionEnd

Section /o "Raccourci sur le bureau" Desktop
  CreateShortcut "$DESKTOP\${APP}.lnk" "$INSTDIR\${EXE}" "" "" 0 SW_SHOWNORMAL "" "Litiges, courriers et délais"
SectionEnd

Function .onInit
  ${IfNot} ${AtLeastWin10}
  ${OrIfNot} ${RunningX64}
    !insertmacro Refuse 4 "${APP} demande Windows 10 ou 11, en 64 bits."
  ${EndIf}
  !insertmacro IsDataFolder data
  ReadRegStr $0 HKCU "${UNINSTALL_KEY}" "DisplayVersion"
  ${VersionCompare} "$0" "${VERSION}" $1
  StrCmp $0 "" check
  StrCmp $1 1 0 check
  MessageBox MB_YESNO|MB_ICONQUESTION|MB_DEFBUTTON2 "${APP} $0, plus récent, est déjà installé. Le remplacer par la version ${VERSION} ? Elle peut ne pas savoir ouvrir vos données." /SD IDNO IDYES check
  SetErrorLevel 5
  Quit
  data:
  !insertmacro Refuse 4 "Ce dossier est celui de vos données : choisissez-en un autre pour le programme."
  check:
  ${If} ${FileExists} "$DESKTOP\${APP}.lnk"
    !insertmacro SelectSection ${Desktop}
  ${EndIf}
  Call WaitUntilClosed
FunctionEnd

Function .onVerifyInstDir
  !insertmacro IsDataFolder data
  Return
  data:
  Abort ; « Installer » stays grey
FunctionEnd

; ---- removing: only what was installed; the data and the settings stay -------------------------------------------------
Section "Uninstall"
  Call un.WaitUntilClosed
  RMDir /r "$INSTDIR\_internal"
  Delete "$INSTDIR\${EXE}"
  Delete "$INSTDIR\${COMMANDS}"
  Delete "$INSTDIR\${UNINSTALLER}"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\${APP}.lnk"
  Delete "$DESKTOP\${APP}.lnk"
  DeleteRegKey HKCU "${UNINSTALL_KEY}"
  DeleteRegKey HKCU "${CLASSES}\${KIND}"
  DeleteRegValue HKCU "${CLASSES}\.litige\OpenWithProgids" "${KIND}"
  ReadRegStr $0 HKCU "${CLASSES}\.litige" ""
  StrCmp $0 "${KIND}" 0 theirs
  DeleteRegValue HKCU "${CLASSES}\.litige" ""
  theirs:
  DeleteRegKey /ifempty HKCU "${CLASSES}\.litige\OpenWithProgids"
  DeleteRegKey /ifempty HKCU "${CLASSES}\.litige"
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
SectionEnd
