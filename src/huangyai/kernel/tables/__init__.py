"""Tables as people send them: workbooks and text files of any kind, opened into sheets of text, or refused in a sentence."""

from huangyai.kernel.tables.opened_file import LARGEST_FILE, Area, OpenedFile, Sheet, too_large
from huangyai.kernel.tables.opening import empty, open_file

__all__ = ["LARGEST_FILE", "Area", "OpenedFile", "Sheet", "empty", "open_file", "too_large"]
