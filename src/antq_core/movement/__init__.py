"""The movement's records: units, models, tips, agreements, certifications, commendations and activities."""
