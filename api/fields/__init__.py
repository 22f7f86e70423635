"""Fields that are derived or asked, one idea a file: output types, arguments, batches."""
