"""Words that say nothing about what a reader looks for."""

_ENGLISH = """
a about after again all also am an and any are aren't as at be because been before being between
both but by can can't cannot could couldn't did didn't do does doesn't doing don't down during
each for from further get gets had hadn't has hasn't have haven't having he her here hereby hers
him his how i i'm if in into is isn't it its itself just let me more most my no nor not of off on
once one only or other our ours out over own per please same she should shouldn't so some such
tell than that that's the their theirs them then there therefore thereof these they this those
through to too under until up us use used very was wasn't we were weren't what what's when where
whereas which while who whom whose why will with won't would wouldn't you your yours
"""
ENGLISH = frozenset(_ENGLISH.split())
