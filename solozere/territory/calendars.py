"""The calendars that a territory may follow: public holidays of its own, or the zone of its schools.

"" is the calendar of the départements without holidays of their own. What each calendar holds is known above: `places.hours`.
"""

OWN_HOLIDAYS = ("57", "6AE", "971", "972", "973", "974", "976", "BL", "MF", "NC", "PF", "PM", "TF", "WF")
SCHOOL_ZONES = ("Zone A", "Zone B", "Zone C")
CALENDARS = ("", *OWN_HOLIDAYS, *SCHOOL_ZONES)
