"""Where a data folder lies: each system's synced and network folders are known on every system."""

import os
from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest

from litigedesk.store.place import PlaceFacts, declared, mac_mount_of, mount_of, read, warnings, warnings_for

W, P = PureWindowsPath, PurePosixPath


@pytest.mark.parametrize(
    ("path", "service"),
    [
        (W(r"C:\Users\Zoé\OneDrive\LitigeDesk"), "OneDrive"),
        (W(r"C:\Users\Zoé\OneDrive - Atelier Zoé SARL\Documents"), "OneDrive"),
        (P("/Volumes/Zoe/Library/CloudStorage/OneDrive-Personnel/LitigeDesk"), "OneDrive"),
        (W(r"D:\Dropbox (Personnelle)\x"), "Dropbox"),
        (P("/srv/zoe/Dropbox/x"), "Dropbox"),
        (W(r"G:\Mon Drive\LitigeDesk"), "Google Drive"),
        (P("/Volumes/Zoe/Library/CloudStorage/GoogleDrive-zoe@exemple.fr/My Drive/x"), "Google Drive"),
        (P("/Volumes/Zoe/Library/Mobile Documents/com~apple~CloudDocs/x"), "iCloud Drive"),
        (W(r"C:\Users\Zoé\iCloudDrive\x"), "iCloud Drive"),
        (P("/srv/zoe/Nextcloud2/x"), "Nextcloud"),
        (P("/srv/zoe/kDrive/x"), "kDrive"),
        (P("/srv/zoe/pCloudDrive/x"), "pCloud"),
        (P("/srv/zoe/MEGA/x"), "MEGA"),
        (P("/srv/zoe/Documents/LitigeDesk"), ""),
        (P("/srv/zoe/Projets mega/Synchronisation"), ""),
        (W(r"C:\Users\Zoé\Documents\Le dossier Dropbox"), ""),
    ],
)
def test_a_synced_folder_is_known_by_its_name(path: PureWindowsPath | PurePosixPath, service: str) -> None:
    told = warnings_for(PlaceFacts(path))
    assert len(told) == bool(service)
    assert all(f"Ce dossier est dans {service}," in one for one in told)


def test_a_synced_folder_is_known_by_what_its_service_declares() -> None:
    synced = declared(
        {"OneDriveCommercial": r"D:\Travail\Nuage", "PATH": "x"}, '{"personal": {"path": "/srv/zoe/Boîte", "host": 1}}'
    )
    assert "OneDrive" in warnings_for(PlaceFacts(W(r"d:\travail\nuage\LitigeDesk"), synced=synced))[0]
    assert "Dropbox" in warnings_for(PlaceFacts(P("/srv/zoe/Boîte/x"), synced=synced))[0]
    assert warnings_for(PlaceFacts(P("/srv/zoe/Boîte à outils"), synced=synced)) == ()
    for odd in ("", "[]", "x", '{"a": 1}', '{"a": {"path": 3}}'):
        assert all(isinstance(folder, str) for folder in declared({}, odd))


@pytest.mark.parametrize(
    ("facts", "network"),
    [
        (PlaceFacts(W(r"\\serveur\partage\x")), True),
        (PlaceFacts(W(r"\\?\UNC\serveur\partage\x")), True),
        (PlaceFacts(W(r"\\?\C:\Users\x")), False),
        (PlaceFacts(W(r"Z:\x"), is_network=True), True),
        (PlaceFacts(P("/mnt/nas/x"), file_system="cifs"), True),
        (PlaceFacts(P("/srv/zoe/x"), file_system="ext4"), False),
        (PlaceFacts(P("/srv/zoe/x"), file_system="fuse.sshfs"), True),
    ],
)
def test_a_network_folder_is_known(facts: PlaceFacts, network: bool) -> None:
    assert any("lecteur réseau" in one for one in warnings_for(facts)) is network


def test_the_mount_that_holds_a_path_is_the_nearest_and_the_last() -> None:
    mounts = (
        "24 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw\n"
        "40 24 0:40 / /mnt/nas rw - nfs4 nas:/volume rw\n"
        "41 24 0:41 / /mnt/cl\\303\\251\\040USB rw - vfat /dev/sdb1 rw\n"
        "42 40 0:42 / /mnt/nas/local rw - ext4 /dev/sdc1 rw\n"
        "43 24 0:43 / /mnt/nas rw - cifs //nas/x rw\nbroken line\n"
    )
    assert mount_of(mounts, "/srv/zoe") == ("ext4", "/dev/sda1")
    assert mount_of(mounts, "/mnt/nas/dossier")[0] == "cifs"
    assert mount_of(mounts, "/mnt/nas/local/x")[0] == "ext4"
    assert mount_of(mounts, "/mnt/nas2")[0] == "ext4"
    assert mount_of("", "/x") == ("", "")
    told = "/dev/disk3s1 on / (apfs, local)\n//zoe@nas/partage on /Volumes/partage (smbfs, nodev)\n"
    assert [mac_mount_of(told, path) for path in ("/Applications/x", "/Volumes/partage/x")] == ["apfs", "smbfs"]


def test_removable_and_read_only_places_are_told_with_what_to_do() -> None:
    (stick,) = warnings_for(PlaceFacts(P("/media/zoe/CLE"), is_removable=True))
    assert "amovible" in stick
    assert "Fermez LitigeDesk avant" in stick
    (read_only,) = warnings_for(PlaceFacts(P("/srv/x"), is_writable=False))
    assert "lecture seule" in read_only


def test_a_folder_of_this_machine_is_read_even_before_it_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert warnings(tmp_path / "à" / "faire") == ()
    assert read(tmp_path / "à").is_writable
    monkeypatch.setitem(os.environ, "OneDrive", str(tmp_path))
    assert len(warnings(tmp_path / "à")) == 1
