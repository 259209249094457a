"""The tests of postsales: tests/README.md says where each goes."""
