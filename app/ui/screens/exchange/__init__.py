"""Exchange by stick: with whom, what leaves and what stays, what comes, what stands twice until somebody chooses."""
