"""python -m dateline.cli"""

from dateline.cli import main

if __name__ == "__main__":
    main()
