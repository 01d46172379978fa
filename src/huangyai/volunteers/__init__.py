"""Who gives time, and how much (จิตอาสา)."""
