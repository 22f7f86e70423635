"""What the importers share: reading files, and the forms in which upstream sets write the same few things."""
