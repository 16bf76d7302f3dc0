"""What must happen in the browser between two frames: JavaScript modules, and beside each its face in Python."""
