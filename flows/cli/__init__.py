"""The command line: a module a group of commands, each imported when it is called."""
