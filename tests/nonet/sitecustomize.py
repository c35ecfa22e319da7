"""Python runs this at start-up where the folder is on PYTHONPATH: a child process without a network."""

import netblock

netblock.block()
