"""The whole house in a folder, and back again: database, files, seal, keys, with a hash of each."""
