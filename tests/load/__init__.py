"""A development app that makes up positions by the thousand, to see how a site of any size behaves.

`make load COUNT=1000` runs its command on the site in the database of `.env`; the bench uses it.
"""
