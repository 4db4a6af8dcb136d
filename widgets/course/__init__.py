"""What the course needs besides panels: the doctor, handouts, claims, the server."""
