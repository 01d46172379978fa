"""The town hall as an office: units, positions, who signs for whom, document numbers, letters and memos."""
