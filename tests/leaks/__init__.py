"""What nobody may read shows nowhere: generated worlds, crawled by every kind of person."""
