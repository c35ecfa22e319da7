"""Quality and speed, measured. Data folders are arguments; nothing here is part of the package."""
