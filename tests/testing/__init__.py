"""The testing kit: every law kills the policies that break it, and lets good ones live."""
