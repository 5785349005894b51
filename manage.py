#!/usr/bin/env python
"""Django's own commands: `./run COMMAND` comes here when it is none of Rådslag's."""

import os
import sys

from django.core.management import execute_from_command_line

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "raadslag.settings")
execute_from_command_line(sys.argv)
