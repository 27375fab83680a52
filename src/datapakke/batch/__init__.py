"""Many packets: what is made again, in many processes, and put in place whole."""
