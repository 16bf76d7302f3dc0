"""Every JavaScript expression we own, one noun a file. Each has a browser test."""
