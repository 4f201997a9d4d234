"""Reading mail: fetched from a mailbox, parsed in a child process, matched to leads, understood, acted on."""
