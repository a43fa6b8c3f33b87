"""Everything in a folder that outlives the program: pages, tables and the original files; of all the data, or of one person."""

from litigedesk.operations.readable_exit.gathered import Gathered, everything, of_client
from litigedesk.operations.readable_exit.written import Written, refuse_occupied, write_folder, write_zip

__all__ = ["Gathered", "Written", "everything", "of_client", "refuse_occupied", "write_folder", "write_zip"]
