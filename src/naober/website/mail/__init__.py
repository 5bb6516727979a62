"""What goes out by mail: the digest, the links that act, and the mails to look at."""
