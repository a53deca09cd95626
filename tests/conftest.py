"""Shared by all tests: the cue table is compiled anew, so that an edited cue file takes effect without a build."""

from cleanarticle.cues.compile import write

write()
