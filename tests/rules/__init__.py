"""The rules, by table and by property."""
