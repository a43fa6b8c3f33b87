"""What macOS is told of the application: its language, the systems it runs on, and that it opens ``.litige`` files."""

from __future__ import annotations

KIND = "fr.litigedesk.dossier"
ICON = "litigedesk.icns"


def info_plist() -> dict[str, object]:
    """The entries of Info.plist that PyInstaller does not write by itself."""
    return {
        "CFBundleDevelopmentRegion": "fr",
        "CFBundleLocalizations": ["fr"],
        "LSApplicationCategoryType": "public.app-category.business",
        "LSMinimumSystemVersion": "13.0",  # that of the pinned PySide6
        "NSHighResolutionCapable": True,
        "NSHumanReadableCopyright": "GPL-3.0-or-later",
        "CFBundleDocumentTypes": [
            {
                "CFBundleTypeName": "Dossier LitigeDesk",
                "CFBundleTypeRole": "Editor",
                "CFBundleTypeExtensions": ["litige"],
                "CFBundleTypeIconFile": ICON,
                "LSItemContentTypes": [KIND],
                "LSHandlerRank": "Owner",
            }
        ],
        "UTExportedTypeDeclarations": [
            {
                "UTTypeIdentifier": KIND,
                "UTTypeDescription": "Dossier LitigeDesk",
                "UTTypeConformsTo": ["public.data"],
                "UTTypeTagSpecification": {"public.filename-extension": ["litige"]},
            }
        ],
    }
