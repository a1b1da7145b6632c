"""The process screen: mimic, trends, alarms, keys."""
