"""What many reports say together: who copies whom, which tell of one incident, and where they agree.

Functions over records, without input or output of their own; what takes a case reads it through ``Case`` alone.
"""
