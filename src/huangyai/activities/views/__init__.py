"""Pages of the activities room: sessions, their people, their times and their money."""
